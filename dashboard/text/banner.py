"""The handling banner of a page: free text, or a Traffic Light Protocol label."""

from dashboard.text.escape import UNSEEN
from dashboard.text.language import gettext, number
from dashboard.text.letters import refusal

TLP = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
"""Labels of the Traffic Light Protocol and their colors on black (FIRST, TLP 2.0)."""
MAX_BANNER = 60
"""Characters of a banner."""


def one_line(text: str) -> str:
    """Return a text on one line, without signs that nobody sees."""
    return " ".join(UNSEEN.sub("", str(text)).split())


def fit_banner(text: str) -> str:
    """Return a handling banner fit for print. Raises ValueError that says why not."""
    banner = one_line(text)
    if banner.upper().startswith("TLP") and banner not in TLP:
        raise ValueError(
            gettext(
                "banner '{banner}': a TLP label is one of {labels}",
                banner=banner,
                labels=", ".join(TLP),
            )
        )
    if len(banner) > MAX_BANNER:
        raise ValueError(
            gettext(
                "banner: at most {most} characters, not {given}",
                most=number(MAX_BANNER),
                given=number(len(banner)),
            )
        )
    if why := refusal(banner):
        raise ValueError(gettext("banner: {why}", why=why))
    return banner
