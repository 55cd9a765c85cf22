"""The command line: the same functions as the pages, for scripts and terminals."""
