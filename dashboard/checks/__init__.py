"""What is wrong with a table (problems) and what may be (warnings)."""
