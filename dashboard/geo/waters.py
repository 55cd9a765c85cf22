"""Names of seas and oceans of the world that our layers do not have.

A table may know of a row only that it was in the Indian Ocean: ``outside:`` and a name.
The name is a text of that table. Where it is the usual English one, the catalogues know
what other languages call this water.
"""

import re

from dashboard.geo.regions import OUTSIDE
from dashboard.text.fold import fold
from dashboard.text.language import N_, SOURCE, current, gettext

NAMES = (
    N_("Atlantic Ocean"),
    N_("North Atlantic Ocean"),
    N_("South Atlantic Ocean"),
    N_("North Atlantic"),
    N_("South Atlantic"),
    N_("Atlantic"),
    N_("Pacific Ocean"),
    N_("North Pacific Ocean"),
    N_("South Pacific Ocean"),
    N_("North Pacific"),
    N_("South Pacific"),
    N_("Western Pacific"),
    N_("Pacific"),
    N_("Indian Ocean"),
    N_("Western Indian Ocean"),
    N_("Arctic Ocean"),
    N_("Southern Ocean"),
    N_("Gulf of Mexico"),
    N_("Mediterranean Sea"),
    N_("Mediterranean"),
    N_("Central Mediterranean"),
    N_("Eastern Mediterranean"),
    N_("Western Mediterranean"),
    N_("Adriatic Sea"),
    N_("Aegean Sea"),
    N_("Alboran Sea"),
    N_("Ionian Sea"),
    N_("Ligurian Sea"),
    N_("Tyrrhenian Sea"),
    N_("Gulf of Sirte"),
    N_("Strait of Gibraltar"),
    N_("Strait of Sicily"),
    N_("Strait of Otranto"),
    N_("Black Sea"),
    N_("Sea of Azov"),
    N_("Sea of Marmara"),
    N_("Kerch Strait"),
    N_("Caspian Sea"),
    N_("Dead Sea"),
    N_("Red Sea"),
    N_("Gulf of Suez"),
    N_("Gulf of Aqaba"),
    N_("Gulf of Aden"),
    N_("Bab el-Mandeb"),
    N_("Arabian Sea"),
    N_("Persian Gulf"),
    N_("Arabian Gulf"),
    N_("Gulf of Oman"),
    N_("Strait of Hormuz"),
    N_("Mozambique Channel"),
    N_("Laccadive Sea"),
    N_("Bay of Bengal"),
    N_("Andaman Sea"),
    N_("Strait of Malacca"),
    N_("Malacca Strait"),
    N_("Singapore Strait"),
    N_("Gulf of Thailand"),
    N_("South China Sea"),
    N_("East China Sea"),
    N_("Yellow Sea"),
    N_("Sea of Japan"),
    N_("Sea of Okhotsk"),
    N_("Bering Sea"),
    N_("Taiwan Strait"),
    N_("Philippine Sea"),
    N_("Sulu Sea"),
    N_("Celebes Sea"),
    N_("Java Sea"),
    N_("Banda Sea"),
    N_("Arafura Sea"),
    N_("Timor Sea"),
    N_("Coral Sea"),
    N_("Solomon Sea"),
    N_("Tasman Sea"),
    N_("Gulf of Guinea"),
    N_("Bay of Biscay"),
    N_("English Channel"),
    N_("Strait of Dover"),
    N_("North Sea"),
    N_("Baltic Sea"),
    N_("Gulf of Finland"),
    N_("Gulf of Bothnia"),
    N_("Irish Sea"),
    N_("Celtic Sea"),
    N_("Norwegian Sea"),
    N_("Barents Sea"),
    N_("White Sea"),
    N_("Kara Sea"),
    N_("Greenland Sea"),
    N_("Labrador Sea"),
    N_("Beaufort Sea"),
    N_("Gulf of Alaska"),
    N_("Hudson Bay"),
    N_("Gulf of Saint Lawrence"),
    N_("Sargasso Sea"),
    N_("Drake Passage"),
    N_("Strait of Magellan"),
    N_("Lake Chad"),
    N_("Lake Victoria"),
    N_("Lake Tanganyika"),
    N_("sea"),
)
"""Limits are those of nobody here: a name says what the report said, and no more."""
BY_KEY = {fold(name): name for name in NAMES}
SUBREGION = re.compile(r"NGA subregion (\w+)")
"""How the importer of ASAM calls the sheet of a map that a row lies on."""


def outside_name(area_id: str) -> str:
    """Return the name of an area ``outside:…`` in the language of now.

    One that is not among ``NAMES`` stays as the table has it; without a name the place
    is not reported.
    """
    name = area_id.removeprefix(OUTSIDE).strip()
    return water_name(name) if name else gettext("place not reported")


def water_name(name: str) -> str:
    """Return the name of a water in the language of now, as it is if unknown."""
    if current() == SOURCE:
        return name
    if sheet := SUBREGION.fullmatch(name):
        return gettext("NGA subregion {number}", number=sheet[1])
    known = BY_KEY.get(fold(name).removeprefix("the "))
    return gettext(known) if known else name
