"""Importers: a file of data for each known format, and one engine that applies it."""
