"""Which rows: the filters, their kinds, and the link that holds them."""
