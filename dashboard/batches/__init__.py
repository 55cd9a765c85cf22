"""Tables larger than memory: read, located and written piece by piece."""
