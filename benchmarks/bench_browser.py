"""A change of filter in a real browser, against a folium map as most people write it.

Run from the project's folder, with Chromium installed: ``python -m
benchmarks.bench_browser [rows]``. Both apps show the same made-up rows and have the
same filter, "2026". Seconds run from the click in the page to the second frame after
the last mark is on the map; "blank" counts the frames in between without any mark.
Frames are measured while the mouse drags the map. Medians of the repeats.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.bench_layers import made_up
from dashboard import ROOT
from tests.browser import FLAGS, find_chromium, run_app

REPEATS = {"dashboard": 5, "naive": 2}
PATIENCE = 300_000
"""Milliseconds that a map may take."""
SCRIPTS = {"dashboard": "dashboard/app.py", "naive": "dashboard/naive.py"}
COUNT = {
    "dashboard": "w.IncidentMap && w.IncidentMap.chart ? w.IncidentMap.chart.shown : 0",
    "naive": "w.document.querySelectorAll('path.leaflet-interactive').length",
}
MAP = {"dashboard": "w.IncidentMap.chart.map", "naive": "w.map"}
SWITCH = {"dashboard": "2026", "naive": "Only 2026"}
OPENED_BY = {"dashboard": ".st-key-chip_dates button", "naive": ""}
"""The button that shows the switch, where it is folded away."""
WINDOW = """const frame = document.querySelector("iframe[title*='st_folium']");
const w = frame && frame.contentWindow;"""
START = """want => {
  const count = () => { %s try { return w ? %s : 0 } catch { return 0 } };
  window.bench = {blank: 0, seconds: 0};
  const now = () => performance.now() / 1000;
  document.addEventListener("click", () => {
    const start = now();
    const tick = () => {
      const shown = count();
      if (shown === want)
        return requestAnimationFrame(() => requestAnimationFrame(
          () => { bench.seconds = now() - start; }));
      bench.blank += shown === 0;
      requestAnimationFrame(tick);
    };
    tick();
  }, {capture: true, once: true});
}"""
DOLLAR = """window.$ = html => {
  const parsed = document.createElement("template");
  parsed.innerHTML = html.trim();
  return [parsed.content.firstElementChild];
};"""
"""What folium calls jQuery for: an element from its HTML."""
FRAMES = """() => { %s
  w.bench = [];
  let last = w.performance.now();
  const tick = now => {
    w.bench.push(now - last); last = now; w.requestAnimationFrame(tick)
  };
  w.requestAnimationFrame(tick);
}"""


def table(count: int):
    """Return made-up rows that the dashboard takes, all boat strikes, as text."""
    rows = made_up(count)
    random = np.random.default_rng(7)
    days = np.datetime64("2025-09-02") + random.integers(0, 390, count)
    ids = rows.index.astype(str).str.zfill(6)
    return rows.assign(
        incident_id=[
            f"TST-{day}-{number}" for day, number in zip(days, ids, strict=True)
        ],
        date=days.astype(str),
        campaign="boat_strike",
        event_type="vessel_strike",
        missing="",
        date_end="",
        date_precision="day",
        origin="",
        origin_id="",
        geo_precision="2",
        radius_km="50",
    )


def copy_with(rows, folder: Path) -> Path:
    """Return a copy of the project whose table is ``rows``, with the peer in it."""
    skip = shutil.ignore_patterns("__pycache__")
    for name in ("dashboard", "geodata/layers", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    for name in ("geodata/__init__.py", "datapackage.json", "published_totals.csv"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "benchmarks" / "naive_app.py", folder / SCRIPTS["naive"])
    (folder / "dashboard" / "static" / "naive.js").write_text(DOLLAR)
    rows.to_csv(folder / "incidents.csv", index=False)
    return folder


def measure(kind: str, url: str, rows, chromium) -> dict:
    """Return seconds of a change of filter, blank frames, and frames of a drag."""
    later = int((rows["date"] >= "2026").sum())
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    whole = f"() => {{ {WINDOW} return w && ({COUNT[kind]}) === {len(rows)} }}"
    page.wait_for_function(whole)
    page.wait_for_timeout(3_000)
    drag = frames_of_a_drag(page)
    view = f"""() => {{ {WINDOW} const map = {MAP[kind]};
      return [map.getZoom(), map.getCenter().lat, map.getCenter().lng] }}"""
    before = page.evaluate(view)
    if OPENED_BY[kind]:
        page.locator(OPENED_BY[kind]).first.click()
        page.wait_for_timeout(1_000)
    found = []
    for repeat in range(REPEATS[kind]):
        wanted = later if repeat % 2 == 0 else len(rows)
        page.evaluate(START % (WINDOW, COUNT[kind]), wanted)
        page.get_by_text(SWITCH[kind], exact=True).first.click()
        page.wait_for_function("bench.seconds > 0")
        found.append(page.evaluate("bench"))
        page.wait_for_timeout(1_500)
    kept = page.evaluate(view) == before
    page.close()
    return {
        "seconds": statistics.median(each["seconds"] for each in found),
        "blank": max(each["blank"] for each in found),
        "view": "kept" if kept else "lost",
        "frame": statistics.median(drag),
        "slow": float(np.percentile(drag, 95)),
    }


def frames_of_a_drag(page) -> list[float]:
    """Return the milliseconds of each frame while the mouse drags the map."""
    page.evaluate(FRAMES % WINDOW)
    box = page.locator("iframe[title*='st_folium']").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(x + 3 * step, y + step)
        page.wait_for_timeout(16)
    page.mouse.up()
    frames = page.evaluate(f"() => {{ {WINDOW} return w.bench }}")
    page.wait_for_timeout(1_500)
    return frames


def main() -> int:
    """Print both apps side by side, and how many times faster ours is."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rows = table(count)
    found = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copy_with(rows, Path(folder))
        for kind, script in SCRIPTS.items():
            with run_app(name=f"bench-{kind}", root=root, script=script) as app:
                chromium = playwright.chromium.launch(
                    executable_path=find_chromium(), args=FLAGS
                )
                found[kind] = measure(kind, app.url, rows, chromium)
                chromium.close()
            told = ", ".join(f"{key} {value}" for key, value in found[kind].items())
            print(f"{kind}, {count:,} rows: {told}", flush=True)
    ratio = found["naive"]["seconds"] / found["dashboard"]["seconds"]
    print(f"a change of filter: {ratio:.0f} times faster")
    return 0


if __name__ == "__main__":
    sys.exit(main())
