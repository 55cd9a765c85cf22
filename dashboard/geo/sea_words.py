"""Where incidents at sea lie, in words: how far off which coast, and what is allowed.

Each has a distance of its own, so no two rows of a large table say the same: they are
put into words column by column.
"""

import pandas as pd

from dashboard.geo.articles import contracted, in_sentence
from dashboard.geo.length_words import circle_words, ranges_in_both_units
from dashboard.text.language import gettext


def words_at_sea(rows: pd.DataFrame) -> list[str]:
    """Return "44 km (24 NM) off Sucre as drawn; ±110 km allows 0–154 km (0–83 NM)".

    ``rows`` are located rows at sea with ``join_method``, ``nearest_state_name``, the
    three distances in nautical miles and ``radius_km``.
    """
    near = gettext("{distance} off {state} as drawn, within 12 NM").format
    far = gettext("{distance} off {state} as drawn").format
    distance, low, high = (
        rows[name].to_numpy(float, na_value=float("nan"))
        for name in ("distance_nm", "distance_low_nm", "distance_high_nm")
    )
    names = rows["nearest_state_name"].unique()
    states = {each: in_sentence(each, on_land=True) for each in names}
    radius = rows["radius_km"].astype(object).where(rows["radius_km"].notna(), "")
    circles = {each: circle_words(each) for each in radius.unique()}
    places = [
        contracted((near if is_near else far)(distance=length, state=state))
        for is_near, length, state in zip(
            rows["join_method"].eq("territorial"),
            ranges_in_both_units(distance),
            rows["nearest_state_name"].map(states),
            strict=True,
        )
    ]
    unknown = gettext("{place}; how exactly is not reported").format
    within = gettext("{place}; {circle} allows {range}").format
    return [
        within(place=place, circle=circle, range=allowed)
        if circle
        else unknown(place=place)
        for place, circle, allowed in zip(
            places,
            radius.map(circles),
            ranges_in_both_units(low, high),
            strict=True,
        )
    ]
