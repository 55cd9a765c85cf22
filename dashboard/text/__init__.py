"""Words for people: numbers, dates, lists, and the one escape for HTML and files."""
