"""Text of the table and of addresses, made fit for Streamlit's markdown."""

from dashboard.text.long import shortened

MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~$:&\"'")


def plain(text: str) -> str:
    """Return text that markdown shows as it is: no links, no HTML, no formulas."""
    return "".join(
        f"\\{each}" if each in MARKDOWN else each for each in shortened(text)
    )


def bold(text: str) -> str:
    """Return text in bold, else as :func:`plain` shows it."""
    return f"**{plain(text)}**"


def bullets(lines: list[str]) -> str:
    """Return lines as a list, each as :func:`plain` shows it."""
    return "\n".join(f"- {plain(line)}" for line in lines)
