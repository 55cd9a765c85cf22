"""A change of filter in a real browser, against a folium map as most people write it.

Run from the project's folder, with Chromium installed: ``python -m
benchmarks.bench_browser [rows …]``. Both apps show the same made-up rows and have the
same filter, "2026". Seconds run from the click in the page to the end of the frame that
paints the last mark, and to the second frame after it, which waits for whatever else of
the page is drawn by then; "blank" counts the frames before without any mark.
Frames are measured while the mouse drags the map. Medians of the repeats.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.result import SIZES, Result, tell
from benchmarks.shown import SCRIPTS, place, table
from tests.browser import FLAGS, App, find_chromium, run_app

REPEATS = {"dashboard": 5, "naive": 2}
FIRST, CHANGE, AFTER = (
    "the first map, to its last mark",
    "a change of filter, to the last mark",
    "a change of filter, to the second frame after the last mark",
)
HOVER = "from the pointer to the tip, longest of 60"
SQUARES = "a zoom: squares of marks made and painted"
KNOWN = "the first map of a new server that opened the table before"
OURS_ALONE = (HOVER, SQUARES, KNOWN)
FIGURES = {
    FIRST: "s",
    KNOWN: "s",
    CHANGE: "s",
    AFTER: "s",
    "frames without a mark while it changes": "",
    "a frame of a drag, median": "ms",
    "a frame of a drag, 95 %": "ms",
    HOVER: "ms",
    SQUARES: "ms",
    "memory of the scripts of the page": "MB",
    "memory of the server, one session": "MB",
}
MOST_NAIVE = 10_000
"""Rows up to which the peer is run: with 100,000 its page takes minutes."""
PATIENCE = 300_000
"""Milliseconds that a map may take."""
COUNT = {
    "dashboard": "w.IncidentMap && w.IncidentMap.chart ? w.IncidentMap.chart.shown : 0",
    "naive": "w.document.querySelectorAll('path.leaflet-interactive').length",
}
TO_PAINT = {
    "dashboard": "w.IncidentMap.chart.sheets.marks.frame",  # asked for and not yet come
    "naive": "0",  # paths are drawn with the page itself
}
MAP = {"dashboard": "w.IncidentMap.chart.map", "naive": "w.map"}
SWITCH = {"dashboard": "2026", "naive": "Only 2026"}
OPENED_BY = {"dashboard": ".st-key-chip_dates button", "naive": ""}
"""The button that shows the switch, where it is folded away."""
WINDOW = """const frame = document.querySelector("iframe[title*='st_folium']");
const w = frame && frame.contentWindow;"""
START = """want => {
  const count = () => { %s try { return w ? %s : 0 } catch { return 0 } };
  const painted = () => { %s try { return !(%s) } catch { return false } };
  window.bench = {blank: 0, painted: 0, after: 0};
  const now = () => performance.now() / 1000;
  document.addEventListener("click", () => {
    const start = now(), {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      if (!painted()) return requestAnimationFrame(() => port2.postMessage(0));
      bench.painted = now() - start;
      requestAnimationFrame(() => requestAnimationFrame(
        () => { bench.after = now() - start; }));
    };
    const tick = () => {
      const shown = count();
      if (shown === want) return port2.postMessage(0);
      bench.blank += shown === 0;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }, {capture: true, once: true});
}"""
"""A message that a callback of a frame sends is taken when that frame is painted: what
was asked to be drawn before it, in the page or in the map's window, is drawn."""
FRAMES = """() => { %s
  w.bench = [];
  let last = w.performance.now();
  const tick = now => {
    w.bench.push(now - last); last = now; w.requestAnimationFrame(tick)
  };
  w.requestAnimationFrame(tick);
}"""
HOVERED = """async () => { %s
  const chart = w.IncidentMap.chart, size = chart.map.getSize(), taken = [];
  const target = chart.map.getContainer(), now = () => w.performance.now();
  for (let k = 0; k < 60; k++) {
    const containerPoint = w.L.point((k * 37) %% size.x, (k * 23) %% size.y);
    await new Promise(done => {
      let start = 0;
      w.requestAnimationFrame(() => { start = now(); });
      chart.map.fire("mousemove", {containerPoint, originalEvent: {target}});
      w.requestAnimationFrame(() => { taken.push(now() - start); done(); });
    });
  }
  return Math.max(...taken);
}"""
"""Callbacks of one frame run in the order in which they were asked for."""
PAINTED = """() => { %s
  const {kinds, sheets} = w.IncidentMap.chart, start = w.performance.now();
  kinds.incidents.binned = undefined;
  sheets.marks.paintNow();
  return w.performance.now() - start;
}"""


def first_map(kind: str, app: App, rows, chromium) -> tuple:
    """Return a new page, and the seconds until all marks were on its map."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    begin = time.perf_counter()
    page.goto(app.url)
    whole = f"() => {{ {WINDOW} return w && ({COUNT[kind]}) === {len(rows)} }}"
    page.wait_for_function(whole)
    return page, time.perf_counter() - begin


def measure(kind: str, app: App, rows, chromium) -> dict:
    """Return ``FIGURES`` of one server, and whether the view was kept."""
    later = int((rows["date"] >= "2026").sum())
    page, first = first_map(kind, app, rows, chromium)
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
        page.evaluate(START % (WINDOW, COUNT[kind], WINDOW, TO_PAINT[kind]), wanted)
        page.get_by_text(SWITCH[kind], exact=True).first.click()
        page.wait_for_function("bench.after > 0")
        found.append(page.evaluate("bench"))
        page.wait_for_timeout(1_500)
    kept = page.evaluate(view) == before
    alone = {}
    if kind == "dashboard":
        alone[SQUARES] = statistics.median(
            page.evaluate(PAINTED % WINDOW) for _ in range(5)
        )
        alone[HOVER] = page.evaluate(HOVERED % WINDOW)
    heap = heap_of(page)
    page.close()
    return {
        FIRST: first,
        CHANGE: statistics.median(each["painted"] for each in found),
        AFTER: statistics.median(each["after"] for each in found),
        "frames without a mark while it changes": max(each["blank"] for each in found),
        "a frame of a drag, median": statistics.median(drag),
        "a frame of a drag, 95 %": float(np.percentile(drag, 95)),
        "memory of the scripts of the page": heap,
        "memory of the server, one session": memory_of(app),
        "view": "kept" if kept else "lost",
        **alone,
    }


def heap_of(page) -> float:
    """Return the megabytes that scripts of the page and its frame hold."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6


def memory_of(app: App) -> float:
    """Return the megabytes that a server holds in memory (VmRSS of /proc)."""
    status = Path(f"/proc/{app.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6


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


def compare(count: int) -> None:
    """Tell both apps on one table: first map, change of filter, frames, memory."""
    rows, found = table(count), {}
    kinds = [each for each in SCRIPTS if count <= MOST_NAIVE or each != "naive"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, environment = place(rows, Path(folder))
        os.environ.update(environment)
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        for kind in kinds:
            name, script = f"bench-{kind}", SCRIPTS[kind]
            with run_app(name=name, root=root, script=script) as app:
                found[kind] = measure(kind, app, rows, chromium)
        with run_app(name="bench-again", root=root) as app:
            _, found["dashboard"][KNOWN] = first_map("dashboard", app, rows, chromium)
        chromium.close()
    for what, unit in FIGURES.items():
        peer = found.get("naive", {}).get(what)
        aim = 100.0 if what == CHANGE and count == MOST_NAIVE else None
        note = "" if peer is not None else "not run, it takes minutes"
        if what in OURS_ALONE:
            note = "it has none"
        told = {"peer": "a naive folium app", "theirs": peer, "note": note}
        mine = found["dashboard"][what]
        tell(Result("browser", what, count, unit, mine, **told, promised=aim))
    views = ", ".join(f"{kind} {each['view']}" for kind, each in found.items())
    print(f"zoom and center after the change: {views}", flush=True)


if __name__ == "__main__":
    for each in map(int, sys.argv[1:] or SIZES):
        compare(each)
