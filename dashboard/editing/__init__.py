"""Add, correct and undo rows of a table, with every change told and none lost."""
