"""The report of a period: several pages of briefs in one file."""
