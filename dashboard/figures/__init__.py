"""How many: totals, tolls with their range, comparisons, and the words for them."""
