"""What is shipped and installed, with licences: ``sbom.cdx.json`` (CycloneDX)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bootstrap import packages, places, shell

TOOL = "cyclonedx-bom==7.5.0"  # writes the list of what is installed
AUDIT = "pip-audit==2.10.1"  # asks for known faults of the locked packages
NAME = "sbom.cdx.json"
LOCKS = tuple(f"requirements-{each}.lock" for each in ("pip", "auth", "cluster"))
"""What a person may install; each holds all of ``requirements.lock``, but pip's."""
NOT_DECLARED = {
    "partd": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "resvg_py": "MIT",
    "streamlit-folium": "MIT",
}
"""Licences that packages have as a text only; read in their files by a person."""
SERVED = ("esbuild", "geographiclib-geodesic", "leaflet", "source-sans")
"""Packages of npm in what a browser is served, or that put it together."""
VALIDATE = "; ".join(
    (
        "import sys",
        "from cyclonedx.schema import SchemaVersion as versions",
        "from cyclonedx.validation.json import JsonStrictValidator as validator",
        "text = open(sys.argv[1], encoding='utf-8').read()",
        "found = validator(versions.V1_6).validate_str(text)",
        "sys.exit(str(found) if found else 0)",
    )
)


def write_sbom(folder: Path) -> None:
    """Write ``sbom.cdx.json`` anew, from what the locks install on this machine.

    Packages that only tests need are not in it, nor what this system does not install.
    """
    shell.say(f"Writing {NAME} …")
    tool, shipped = folder / "sbom-tool", folder / "shipped"
    for venv in (tool, shipped):
        packages.make_venv(venv)
    pip = [packages.venv_python(tool), "-m", "pip", "install", "-q", TOOL]
    shell.run(pip, f"Installing {TOOL}", shell.PYPI)
    for lock in LOCKS:
        packages.pip_install(shipped, places.ROOT / lock)
    listed = folder / "installed.json"
    options = f"environment --output-reproducible -o {listed}".split()
    lister = [packages.venv_python(tool), "-m", "cyclonedx_py", *options]
    shell.run([*lister, packages.venv_python(shipped)], "Listing what is installed")
    written = folder / NAME
    text = json.dumps(complete(json.loads(shell.read_text(listed))), indent=1)
    written.write_text(text + "\n", encoding="utf-8")
    check = [packages.venv_python(tool), "-c", VALIDATE, written]
    shell.run(check, f"Checking {NAME}")
    shell.replace(written, places.ROOT / NAME)


def complete(listed: dict[str, Any]) -> dict[str, Any]:
    """Return the list of a tool with ourselves, npm's packages and every licence.

    Addresses and descriptions are left out: they change without a new version.
    """
    names = pins_of("".join(shell.read_text(places.ROOT / name) for name in LOCKS))
    parts = [
        _part(each) for each in listed["components"] if normal(each["name"]) in names
    ]
    parts += _npm_parts()
    known = {part["bom-ref"] for part in parts}
    links = [
        {**each, "dependsOn": [to for to in each.get("dependsOn", ()) if to in known]}
        for each in listed["dependencies"]
        if each["ref"] in known
    ]
    package = json.loads(shell.read_text(places.ROOT / "datapackage.json"))
    ours = {
        "type": "application",
        "bom-ref": "conflict-incidents",
        "name": "conflict-incidents",
        "version": package["version"],
        "licenses": [
            {"expression": "MIT AND CC-BY-4.0 AND BSD-2-Clause AND OFL-1.1"},
        ],
    }
    kept = {key: listed[key] for key in ("$schema", "bomFormat", "specVersion")}
    return {
        **kept,
        "version": 1,
        "metadata": {"component": ours},
        "components": sorted(parts, key=lambda part: str(part["purl"])),
        "dependencies": sorted(links, key=lambda each: str(each["ref"])),
    }


def _part(listed: dict[str, Any]) -> dict[str, Any]:
    kept = ("type", "bom-ref", "name", "version", "licenses", "purl")
    part = {key: listed[key] for key in kept if key in listed}
    if part["name"] in NOT_DECLARED:
        part.setdefault("licenses", [_licence(NOT_DECLARED[part["name"]])])
    if "licenses" not in part:
        raise shell.SetupError(
            f"{part['name']} declares no licence: read it in its files, then name it "
            "in NOT_DECLARED of bootstrap/supply.py"
        )
    return part


def _npm_parts() -> Iterator[dict[str, Any]]:
    locked = json.loads(shell.read_text(places.ROOT / "package-lock.json"))["packages"]
    for name in SERVED:
        found = locked[f"node_modules/{name}"]
        reference = f"pkg:npm/{name}@{found['version']}"
        yield {
            "type": "library",
            "bom-ref": reference,
            "name": name,
            "version": found["version"],
            "licenses": [_licence(found["license"])],
            "purl": reference,
        }


def _licence(words: str) -> dict[str, Any]:
    return {"license": {"acknowledgement": "declared", "id": words}}


def audit() -> None:
    """Ask whether locked packages have known faults. Raises SetupError with them."""
    with shell.scratch_folder() as folder:
        packages.make_venv(folder / "audit")
        python = packages.venv_python(folder / "audit")
        pip = [python, "-m", "pip", "install", "-q", AUDIT]
        shell.run(pip, f"Installing {AUDIT}", shell.PYPI)
        for name in (lock.removesuffix(".lock") for lock in LOCKS):
            options = "--disable-pip --require-hashes --progress-spinner off --strict"
            command = [
                python,
                "-m",
                "pip_audit",
                *options.split(),
                "-r",
                f"{name}.lock",
            ]
            shell.run(command, f"Looking for known faults in {name}.lock", shell.PYPI)
            shell.say(f"{name}.lock: no known fault")


def changes(before: str, after: str) -> list[str]:
    """Return what is new between two texts of a lock, one line for each package."""
    old, new = pins_of(before), pins_of(after)
    return [
        f"{name}: {old.get(name, 'new')} → {new.get(name, 'gone')}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]


def pins_of(lock: str) -> dict[str, str]:
    """Return the version of each package in the text of a lock.

    Several, where systems or versions of Python differ, are joined by "and".
    """
    pins: dict[str, str] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE):
        key = normal(name)
        pins[key] = f"{pins[key]} and {version}" if key in pins else version
    return pins


def normal(name: str) -> str:
    """Return the name of a package as all spell it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
