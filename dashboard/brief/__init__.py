"""The brief: one page about a selection, in several formats from one layout."""
