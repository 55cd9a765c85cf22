"""A brief of a region where nothing is known to have happened says what may have been."""

import pytest

from dashboard.brief.words.make import make_brief
from dashboard.text.language import speaking
from tests.worlds import OPENING, real_dataset

NONE = "No incident of the table matches these filters."
AROUND = (
    "0 in Sucre · 0 within 12 NM of Sucre · up to 3 could have been in it or its 12 NM "
    "· 1 left from Sucre · 15 known only to the Caribbean · 2 not even known to an area."
)


@pytest.mark.parametrize("layout", ["numbers", "map", "weekly", "table"])
def test_none_in_a_region_is_said_with_those_that_may_have_been_there(layout):
    selection = {**OPENING, "region": ("VE-R", "in", 12.0)}
    brief = make_brief(real_dataset(), selection, layout=layout)
    assert len(brief.rows) == 0 and brief.subtitle == f"{NONE} {AROUND}"
    assert AROUND in brief.alt and AROUND in brief.paste
    with speaking("es"):
        spanish = make_brief(real_dataset(), selection, layout=layout)
    assert "hasta 3 pudieron haber ocurrido" in spanish.subtitle


def test_some_in_a_region_and_none_without_a_region_say_it_not():
    some = {**OPENING, "region": ("VE-R", "could", 12.0)}
    brief = make_brief(real_dataset(), some)
    assert len(brief.rows) and AROUND not in brief.subtitle
    nothing = make_brief(real_dataset(), {**OPENING, "text": "no such words"})
    assert nothing.subtitle == NONE
