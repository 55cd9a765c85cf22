"""Names of regions inside a sentence: with the article that the language asks for.

The layers give names as a list has them: "Golfo de Paria". A Spanish sentence says "el
golfo de Paria". A language without a rule here says names as they are in the list.
"""

import re

from dashboard.text.language import current

SMALL = {
    **dict.fromkeys(("Mar", "Golfo", "Océano", "Lago", "Estrecho", "Estado"), "el"),
    **dict.fromkeys(("Bahía", "Isla", "Parroquia"), "la"),
}
"""Spanish words that say what a place is: small in a sentence, behind their article."""
CAPITAL = {
    **dict.fromkeys(("Caribe", "Atlántico", "Pacífico", "Distrito"), "el"),
    **dict.fromkeys(("Boca", "República", "Guayana"), "la"),
    **dict.fromkeys(("Islas", "Bahamas", "Bermudas"), "las"),
}
"""Spanish words that begin a name and keep their capital behind the article."""
TWO_WORDS = re.compile(r"\b([Dd]e|[Aa]) el\b")


def in_sentence(name: str) -> str:
    """Return the name as a Spanish sentence says it: "el golfo de Paria".

    In other languages the name as it is.
    """
    if current() != "es":
        return name
    first, _, rest = name.partition(" ")
    if rest and (article := SMALL.get(first)):
        return f"{article} {first.lower()} {rest}"
    article = CAPITAL.get(first.rstrip(","), "")
    return f"{article} {name}" if article else name


def contracted(text: str) -> str:
    """Return a Spanish text with "de el" and "a el" in one word: "del golfo".

    "de El Salvador" stays: there the article is a part of the name.
    """
    if current() != "es":
        return text
    return TWO_WORDS.sub(lambda found: f"{found[1]}l", text)
