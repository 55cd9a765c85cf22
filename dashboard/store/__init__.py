"""Opened tables kept on disk, so that a large one is read and located only once."""
