"""How a brief is drawn: map, marks, labels and what stands beside them."""
