"""Setting up, for start.py: what has to run before any package is installed.

It imports nothing but the standard library.
"""
