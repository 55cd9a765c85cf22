"""Text of the table and of addresses, made fit for Streamlit's markdown."""

MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~$:&\"'")


def plain(text: str) -> str:
    """Return text that markdown shows as it is: no links, no HTML, no formulas."""
    return "".join(f"\\{each}" if each in MARKDOWN else each for each in text)
