"""Names of regions inside a sentence: with the article that the language asks for.

The layers give names as a list has them: "Golfo de Paria". A Spanish sentence says "el
golfo de Paria", and of a state "la costa de las Dependencias Federales"; an English one
"the Gulf of Paria" and "off the Bahamas". A language without rules here says names as
they are in the list.
"""

import re

from dashboard.text.language import SOURCE, current


def _words(article: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), article)


WATER_SMALL = {
    **_words("el", "Mar Golfo Océano Lago Estrecho Canal Pasaje Paso"),
    **_words("la", "Bahía Subregión"),
}
"""Words that say what a water is: small in a sentence, behind their article."""
WATER_CAPITAL = {
    **_words("el", "Caribe Atlántico Pacífico Índico Mediterráneo"),
    **_words("la", "Boca"),
}
"""Words that begin the name of a water and keep their capital behind the article."""
LAND_SMALL = {
    **_words("el", "Estado Municipio Atolón Voivodato Parque Departamento Condado"),
    **_words("el", "Óblast Krai"),
    **_words("la", "Isla Parroquia Municipalidad Zona División Región Periferia"),
    **_words("la", "Prefectura Provincia Gobernación"),
    **_words("las", "Islas"),
}
LAND_CAPITAL = {
    **_words("el", "Distrito Consejo Reino Territorio Sahara"),
    **_words("la", "República Guayana Polinesia Antártida Federación India City"),
    **_words("los", "Países Emiratos Territorios Alpes Pirineos Altos Distritos"),
    **_words("las", "Bahamas Bermudas Dependencias Tierras Áreas Granadinas"),
    **_words("las", "Comoras Maldivas Seychelles"),
}
WHOLE = {
    "Beni": "el Beni",
    "Caribe Neerlandés": "el Caribe Neerlandés",
    "Ciudad de Buenos Aires": "la Ciudad de Buenos Aires",
    "Ciudad de México": "la Ciudad de México",
    "Ciudad del Vaticano": "la Ciudad del Vaticano",
    "Costa Caribe Norte": "la Costa Caribe Norte",
    "Costa Caribe Sur": "la Costa Caribe Sur",
    "Estado Libre": "el Estado Libre",
    "mar": "el mar",
}
"""Names whose first word does not tell: Costa Rica and Ciudad Real have no article."""
OF = {
    "Ciudad de": "la ciudad de",
    "Distrito del": "el distrito del",
    "Valle del": "el Valle del",
}
"""Two words that tell where the first does not: Valle, of Honduras, has no article."""
LAND_THE = re.compile(
    r"(?:Bahamas|Comoros|District of Columbia|Gambia|Isle of \w+|"
    r"Isles of Scilly|Maldives|(?:\w+ )?Netherlands|Philippines|Seychelles|"
    r"United (?:Arab Emirates|Kingdom|States)|Federation of .*|(?:\w+ )*Republic(?: of .*)?|"
    r"(?!.*(?:Island|Digue) and)(?!.*and the )[^,]* (?:Islands(?: \(.*\))?|Territor(?:y|ies)))"
    r"(?:, .*)?$"
)
"""Countries and states that English says with "the"."""
WATER_THE = re.compile(
    r"sea$|(?=[A-Z])(?!.*\bthe\b)(?!Hudson Bay|Off |Near |In |At |Around |Between )"
    r"(?:(?:Bay|Gulf|Sea|Straits?) of [^,]*|(?:[^,]* )?(?:Atlantic|Bay|Channel|Gulf|"
    r"[Mm]outh|Pacific|Passage|Sea|Straits?|\w+ean)(?: \(.*\))?)$"
)
"""Waters, known by their first or last word, that English says with "the".

Those in -ean are Ocean and adjectives that stand for their sea, as Mediterranean does.
"""
ZONE = re.compile(r"^(.+), (zona (?:aproximada )?de \d+ MN)$")
TWO_WORDS = re.compile(r"\b([Dd]e|[Aa]) el\b")


def in_sentence(name: str, on_land: bool = False) -> str:
    """Return the name as a sentence says it: "el golfo de Paria", "the Gulf of Paria".

    ``on_land`` is whether it is known to be a state or a country, of which some are
    called like a water: the coast of Atlántico, in Colombia, is not that of the ocean.
    In languages other than English and Spanish the name as it is.
    """
    if current() == SOURCE:
        return _in_english(name, on_land)
    if current() != "es":
        return name
    if zone := ZONE.match(name):
        owner = in_sentence(zone[1], on_land=True)
        return contracted(f"la {zone[2]} de {owner}")
    alone, comma, country = name.partition(",")
    return f"{_said(alone, on_land or bool(comma))}{comma}{country}"


def _in_english(name: str, on_land: bool) -> str:
    """Return "the Bahamas", "the Red Sea", but "Lake Chad" and "Red Sea, Sudan".

    Words of a report, such as "around a bank" or "NGA subregion 62", stay as they are.
    """
    if name[:4].casefold() == "the ":
        return f"the {name[4:]}"
    takes = LAND_THE.match(name) or (not on_land and WATER_THE.match(name))
    return f"the {name}" if takes else name


def _said(name: str, on_land: bool) -> str:
    """Return a name without its country, behind its article where it has one."""
    if whole := WHOLE.get(name):
        return whole
    first, _, rest = name.partition(" ")
    second, _, more = rest.partition(" ")
    if more and (article := OF.get(f"{first} {second}")):
        return f"{article} {more}"
    small = LAND_SMALL if on_land else {**WATER_SMALL, **LAND_SMALL}
    if rest and (article := small.get(first)):
        return f"{article} {first.lower()} {rest}"
    capital = LAND_CAPITAL if on_land else {**WATER_CAPITAL, **LAND_CAPITAL}
    article = capital.get(first, "")
    return f"{article} {name}" if article else name


def contracted(text: str) -> str:
    """Return a Spanish text with "de el" and "a el" in one word: "del golfo".

    "de El Salvador" stays: there the article is a part of the name.
    """
    if current() != "es":
        return text
    return TWO_WORDS.sub(lambda found: f"{found[1]}l", text)
