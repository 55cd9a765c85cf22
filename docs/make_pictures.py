"""Make the pictures of the guides again: ``.venv/bin/python docs/make_pictures.py``.

Run it after a change of the data, of the layers or of what a brief looks like.
"""

import io
import sys
from datetime import date
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from dashboard.brief.files.formats import to_file  # noqa: E402
from dashboard.brief.words.make import make_brief  # noqa: E402
from dashboard.dataset import open_dataset  # noqa: E402
from dashboard.table.write import write_whole  # noqa: E402

SIZE, COLORS = (1200, 675), 256
STRIKES = {"campaign": ["boat_strike"]}
PICTURES = {
    "numbers": (STRIKES, None),
    "weekly": (STRIKES, None),
    "region": ({**STRIKES, "region": ("VE-R", "in", 12.0)}, None),
    "compare": (
        {**STRIKES, "to": date(2025, 12, 31)},
        {**STRIKES, "from": date(2026, 1, 1)},
    ),
}
"""Layout to its selection and, of a pair, the second one."""


def main() -> None:
    """Write each picture as ``brief-LAYOUT.png`` beside this file."""
    dataset, today = open_dataset(), date.today().isoformat()
    for layout, (selection, against) in PICTURES.items():
        brief = make_brief(
            dataset, selection, layout=layout, against=against, as_of=today
        )
        large = Image.open(io.BytesIO(to_file(brief, "png"))).convert("RGB")
        small = large.resize(SIZE, Image.Resampling.LANCZOS)
        path = HERE / f"brief-{layout}.png"
        out = io.BytesIO()
        small.quantize(COLORS).save(out, format="png", optimize=True)
        write_whole(path, out.getvalue())
        print(path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
