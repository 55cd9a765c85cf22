"""Openers: any table file as text, with what the reading noticed."""
