"""What the browser is served: map library, fonts, base map and the bundled code."""

import json
import os
import platform
import shutil
import sys
from pathlib import Path

from bootstrap import node, packages, places, shell, stamps

TEST_ASSETS = {  # what tests alone need of npm packages: nobody is served it
    "axe-core/axe.min.js": "axe/axe.min.js",
    "axe-core/LICENSE": "axe/LICENSE",
    ".": "node_modules",  # what checks the map's code brings many packages
}
SIZES = "built/sizes.json"  # read by dashboard/resources.py
ESBUILD = "esbuild.exe" if os.name == "nt" else "esbuild"
BUNDLER_ASSETS = {  # kept, so that an edit of the map's code needs no network
    f"@esbuild/*/{'' if os.name == 'nt' else 'bin/'}{ESBUILD}": ESBUILD,
    "geographiclib-geodesic": "geodesic",
}
BANNER = "/*! With geographiclib-geodesic, (c) Charles Karney, MIT License */"
BUNDLE = (
    *"--bundle --minify --format=iife --target=es2022 --log-level=warning".split(),
    f"--banner:js={BANNER}",
)
BASE_MAPS = {  # what a map needs at once, and what it fetches when one comes close
    "basemap.js": "build_basemap",
    "basemap-fine.js": "build_fine",
}
FACES = ("Regular", "Semibold", "Bold", "It", "SemiboldIt")
ASSETS = {  # what the map needs of each npm package: there → here
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images": "leaflet/images",
    "leaflet/LICENSE": "leaflet/LICENSE",
    "geographiclib-geodesic/LICENSE.txt": "geodesic/LICENSE.txt",
    "source-sans/LICENSE.md": "fonts/LICENSE.md",
} | {
    f"source-sans/TTF/SourceSans3-{face}.ttf": f"fonts/SourceSans3-{face}.ttf"
    for face in FACES
}


def fetch_assets(tests: bool) -> bool:
    """Bring what comes from npm in line with its lock; False if it was.

    ``dashboard/static/vendor`` is for the map, ``.cache/bundler`` puts its code
    together, ``.cache/vendor`` is for the tests alone.
    """
    wanted = {
        places.STATIC / "vendor": ASSETS,
        places.SCRATCH / "bundler": BUNDLER_ASSETS,
    }
    wanted |= {places.TOOLS: TEST_ASSETS} if tests else {}
    lock = places.ROOT / "package-lock.json"
    machine = f"{sys.platform} {platform.machine()}"
    marks = {
        there: stamps.fingerprint([lock], machine, repr(wanted[there]))
        for there in wanted
    }
    stale = [
        there
        for there, assets in wanted.items()
        if not all(is_whole(there / target) for target in assets.values())
        or not stamps.is_stamped(there / ".stamp", marks[there])
    ]
    if not stale:
        return False
    with shell.scratch_folder() as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(places.ROOT / name, folder)
        npm = node.find_npm() or node.fetch_npm(folder / "node")
        shell.say("Fetching the map library and fonts from the npm registry …")
        options = "ci --ignore-scripts --no-audit --no-fund --fetch-retries=1"
        options += "" if tests else " --omit=dev"
        fetch = [*npm, *options.split()]
        shell.run(fetch, "Fetching map assets", shell.NPM, cwd=folder)
        for number, there in enumerate(stale):
            new = folder / f"vendor-{number}"
            for source, target in wanted[there].items():
                shell.copy(find_one(folder / "node_modules", source), new / target)
            stamps.write_stamp(new / ".stamp", marks[there])
            shell.replace(new, there)
    note_sizes()
    return True


def is_whole(path: Path) -> bool:
    """Return whether a file or folder is there, a file as long as it was made."""
    if not path.is_file():
        return path.exists()
    try:
        known = json.loads(shell.read_text(places.STATIC / SIZES) or "{}")
    except ValueError:
        known = {}
    size = path.stat().st_size
    name = path.relative_to(places.STATIC) if path.is_relative_to(places.STATIC) else ""
    return size > 0 and size == known.get(Path(name).as_posix(), size)


def note_sizes() -> None:
    """Write down how long each file for the browser is, to see one that was cut."""
    made = [path for path in served_files() if path.is_file()]
    sizes = {
        path.relative_to(places.STATIC).as_posix(): path.stat().st_size for path in made
    }
    target = places.STATIC / SIZES
    target.parent.mkdir(parents=True, exist_ok=True)
    with shell.scratch_folder() as folder:
        new = folder / target.name
        new.write_text(json.dumps(sizes, indent=1), encoding="utf-8")
        shell.replace(new, target)


def find_one(folder: Path, name: str) -> Path:
    """Return a file or folder by its path, in which ``*`` stands for one name."""
    found = list(folder.glob(name)) if "*" in name else [folder / name]
    if len(found) == 1 and found[0].exists():
        return found[0]
    kind = f"{platform.system()} on {platform.machine()}"
    raise shell.SetupError(
        f"Fetching map assets failed: npm brought no {name} for {kind}."
    )


def served_files() -> list[Path]:
    """Return what set-up makes for the browser; no wheel is built without it."""
    names = [f"vendor/{target}" for target in ASSETS.values()]
    built = [f"built/{name}" for name in (*BASE_MAPS, "map.js")]
    return [places.STATIC / name for name in (*names, *built)]


def draw_basemap() -> bool:
    """Bring the base map and its fine coast in line with the layers; False if so."""
    builder = places.ROOT / "geodata" / "basemap.py"
    targets = {places.STATIC / "built" / name: name for name in BASE_MAPS}
    layers = sorted((places.ROOT / "geodata" / "layers").glob("*"))
    if not builder.exists() or not layers:
        missing = "geodata/basemap.py" if layers else "geodata/layers"
        note = f"Note: {missing} is not there, so the map will have no land or labels."
        shell.say(note)
        return False
    folder = places.ROOT / "geodata"
    code = sorted([*folder.glob("*.py"), *folder.glob("*.csv")])
    now = stamps.fingerprint([*code, *(path for path in layers if path.is_file())])
    stamp = places.STATIC / "built" / "basemap.stamp"
    if all(is_whole(path) for path in targets) and stamps.is_stamped(stamp, now):
        return False
    shell.say("Drawing the base map …")
    with shell.scratch_folder() as folder:
        python = packages.venv_python(places.VENV)
        for name, function in BASE_MAPS.items():
            build = f"import pathlib, sys; from geodata.basemap import {function}; "
            build += f"{function}(pathlib.Path(sys.argv[1]))"
            shell.run([python, "-c", build, folder / name], "Drawing the base map")
        for path, name in targets.items():
            shell.replace(folder / name, path)
    note_sizes()
    stamps.write_stamp(stamp, now)
    return True


def bundle_map() -> bool:
    """Bring ``static/built/map.js`` in line with ``dashboard/web``; False if it was."""
    sources = places.ROOT / "dashboard" / "web" / "src"
    target = places.STATIC / "built" / "map.js"
    code = [*sorted(sources.rglob("*.js")), places.ROOT / "package.json"]
    now = stamps.fingerprint([*code, places.ROOT / "package-lock.json"], *BUNDLE)
    stamp = target.with_suffix(".stamp")
    if is_whole(target) and stamps.is_stamped(stamp, now):
        return False
    shell.say("Bundling the map's code …")
    with shell.scratch_folder() as folder:
        bundle(sources / "main.js", folder / target.name)
        shell.replace(folder / target.name, target)
    note_sizes()
    stamps.write_stamp(stamp, now)
    return True


def bundle(source: Path, target: Path) -> None:
    """Put a module and all that it imports into one script. The same code gives the
    same bytes."""
    esbuild = places.SCRATCH / "bundler" / ESBUILD
    command = [esbuild, source, *BUNDLE, f"--outfile={target}"]
    shell.run(command, "Bundling the map's code")
