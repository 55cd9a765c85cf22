"""Our own rows keep their answers, whatever ``locate`` learns about the world.

``pinned/located.csv`` was written by ``python -m tests.pin_located`` before the layers
of the whole world were read.
"""

import pandas as pd

from tests.pin_located import PINNED, located_texts

CHANGED = {("VEN-2026-06-12-01", "state_sure"): ("True", "False")}
"""What was changed on purpose, with the old and the new answer.

This row is known only to the state Bolívar. It has no point, so there is no circle that
could make its state sure: before, every state that a report names was called sure.
"""


def test_every_located_column_of_our_rows_is_as_it_was():
    before = pd.read_csv(PINNED, dtype="str", keep_default_na=False)
    before = before.set_index("incident_id")
    now = located_texts()
    assert len(before) == 110
    assert set(now.columns) == set(before.columns)
    different = {
        (incident_id, column): (before.at[incident_id, column], answer)
        for column in before
        for incident_id, answer in now[column].items()
        if incident_id in before.index and answer != before.at[incident_id, column]
    }
    assert different == CHANGED
    assert set(before.index) <= set(now.index)
