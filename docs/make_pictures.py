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

from playwright.sync_api import sync_playwright  # noqa: E402

from dashboard.brief.files.formats import to_file  # noqa: E402
from dashboard.brief.words.look import Look  # noqa: E402
from dashboard.brief.words.make import make_brief  # noqa: E402
from dashboard.dataset import open_dataset  # noqa: E402
from dashboard.table.write import write_whole  # noqa: E402
from tests.browser import find_chromium, run_app, wait_until_still  # noqa: E402

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
SIZES = ("half", "square", "wide", "a4")
HIGHEST = 700
"""Pixels of height of a picture that shows a size."""

WINDOW = {"width": 1280, "height": 900}
MAP = "/?id=CAR-2025-09-02-01"
PAGES = {"page-map": f"{MAP}&lang=en", "page-map-es": f"{MAP}&lang=es"}
"""The window, and the address in it, of each picture of the page Map."""


def main() -> None:
    """Write the pictures of the page, then each brief as ``brief-LAYOUT.png``."""
    draw_pages()
    draw_briefs()


def draw_pages() -> None:
    """Write the page Map in each language of ``PAGES``, by the system's Chromium."""
    with run_app(name="pictures") as app, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        for name, address in PAGES.items():
            page = browser.new_page(viewport=WINDOW)
            page.goto(app.url + address)
            wait_until_still(page)
            frame = page.locator("iframe[title*='st_folium']").element_handle()
            frame.content_frame().wait_for_function(
                "window.IncidentMap && IncidentMap.chart.shown "
                "&& IncidentMap.chart.base"
            )
            page.wait_for_timeout(3_000)  # fonts and plates settle
            keep(name, page.screenshot())
            page.close()
        browser.close()


def keep(name: str, png: bytes) -> None:
    """Write a picture in few colors beside this file."""
    out = io.BytesIO()
    small = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLORS)
    small.save(out, format="png", optimize=True)
    path = HERE / f"{name}.png"
    write_whole(path, out.getvalue())
    print(path.relative_to(HERE.parent))


def draw_briefs() -> None:
    """Write each brief at the size of the guides."""
    dataset, today = open_dataset(), date.today().isoformat()
    for layout, (selection, against) in PICTURES.items():
        brief = make_brief(
            dataset, selection, layout=layout, against=against, as_of=today
        )
        large = Image.open(io.BytesIO(to_file(brief, "png"))).convert("RGB")
        small = io.BytesIO()
        large.resize(SIZE, Image.Resampling.LANCZOS).save(small, format="png")
        keep(f"brief-{layout}", small.getvalue())
    for size in SIZES:
        look = Look(size=size)
        brief = make_brief(dataset, STRIKES, look=look, as_of=today)
        picture = Image.open(io.BytesIO(to_file(brief, "png"))).convert("RGB")
        picture.thumbnail((SIZE[0], HIGHEST), Image.Resampling.LANCZOS)
        small = io.BytesIO()
        picture.save(small, format="png")
        keep(f"brief-size-{size}", small.getvalue())


if __name__ == "__main__":
    main()
