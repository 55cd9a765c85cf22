"""Write down what ``locate`` says of our own rows: ``python -m tests.pin_located``.

Run it when a row of the table is corrected, never to make a test of ``locate`` pass.
"""

from pathlib import Path

import pandas as pd

from dashboard.dataset import open_dataset
from dashboard.geo.locate import COLUMNS

PINNED = Path(__file__).parent / "pinned" / "located.csv"


def located_texts() -> pd.DataFrame:
    """Return each located column of our rows as text, by ``incident_id``.

    Distances are in nautical miles to a millionth, about 2 mm.
    """
    rows = open_dataset().incidents.set_index("incident_id")
    points = rows.geometry.map(lambda point: "" if point is None else point.wkt)
    texts = rows[[*COLUMNS, "where_words"]].assign(point=points)
    numbers = texts.select_dtypes("float").columns
    texts[numbers] = texts[numbers].map(lambda miles: f"{miles:.6f}")
    return texts.astype("str").replace("nan", "")


if __name__ == "__main__":
    PINNED.parent.mkdir(exist_ok=True)
    located_texts().to_csv(PINNED, encoding="utf-8")
    print(PINNED.relative_to(Path.cwd()))
