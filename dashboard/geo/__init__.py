"""Where: regions, locating, membership, distances, and places in words."""
