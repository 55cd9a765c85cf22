"""The incident table: dictionary, reader, sources and earlier states."""
