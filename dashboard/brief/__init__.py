"""The brief: one page about a selection, in several layouts and formats."""
