"""What a brief says: every word and number, computed from the selection."""
