"""The incident table: its dictionary, reading it, its sources, and its earlier states."""
