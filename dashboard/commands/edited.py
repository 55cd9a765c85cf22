"""What add, edit and undo print: what would be saved, what was, what was refused."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from dashboard.checks.finding import Finding
from dashboard.commands.codes import FINE, PROBLEMS
from dashboard.editing.drafting import Draft
from dashboard.editing.folder import Refused
from dashboard.editing.saving import Saved
from dashboard.figures.edit_words import total_lines
from dashboard.figures.totals import TOTALS
from dashboard.table.transaction import SaveError
from dashboard.text.language import gettext, pgettext


def report_of(draft: Draft) -> dict[str, Any]:
    """Return a draft for programs: its row, what changes, and the totals."""
    return {
        "id": draft.incident_id,
        "row": draft.after,
        "changed": {n: {"old": o, "new": v} for n, (o, v) in draft.changed.items()},
        "warnings": [vars(each) for each in draft.warnings],
        "may_be_same": [row["incident_id"] for row in draft.may_be_same],
        "totals": {
            name: {"old": draft.totals_before[name], "new": draft.totals_after[name]}
            for name in TOTALS
        },
    }


def print_draft(draft: Draft, as_json: bool) -> int:
    """Print what would be saved; return the exit code."""
    if as_json:
        print(json.dumps({"saved": False, **report_of(draft)}, indent=1))
    else:
        print(gettext("Not saved (--dry-run)."))
        blank = pgettext("a cell", "blank")
        for name, (old, new) in draft.changed.items():
            print("  " + _change_words(name, old, new or blank))
        _print_effect(report_of(draft))
    return FINE


def _change_words(name: str, old: str, new: str) -> str:
    if old:
        return gettext("{name}: {new} (was {old})", name=name, new=new, old=old)
    return f"{name}: {new}"


def _print_effect(report: Mapping[str, Any]) -> None:
    pairs = report.get("totals", {})
    old, new = ({n: pair[key] for n, pair in pairs.items()} for key in ("old", "new"))
    for line in total_lines(old, new):
        print(f"  {line}")
    for each in report.get("warnings", ()):
        print(f"  {Finding(**each)}", file=sys.stderr)
    if same := report.get("may_be_same"):
        others = ", ".join(same)
        print("  " + gettext("may be the same incident as {others}", others=others))


def print_saved(saved: Saved, as_json: bool, report: Mapping[str, Any]) -> None:
    """Print what was saved, and what the totals become."""
    if as_json:
        shown = {**report, "id": saved.incident_id, "save_id": saved.save_id}
        print(json.dumps({"saved": True, **shown, "files": saved.files}, indent=1))
        return
    words = gettext(
        "{id}: save {number}, in {files}",
        id=saved.incident_id,
        number=saved.save_id,
        files=", ".join(saved.files),
    )
    print(words)
    _print_effect(report)


def print_refused(error: Refused | SaveError, as_json: bool) -> int:
    """Print why nothing was saved, with both rows where two editors differ."""
    findings = error.findings if isinstance(error, Refused) else []
    conflict = error.conflict if isinstance(error, Refused) else None
    if as_json:
        problems = [vars(each) for each in findings] or [{"message": str(error)}]
        report: dict[str, Any] = {"saved": False, "problems": problems}
        if conflict:
            report["conflict"] = {"seen": conflict[0], "now": conflict[1]}
        print(json.dumps(report, indent=1))
        return PROBLEMS
    print(error, file=sys.stderr)
    blank = pgettext("a cell", "blank")
    seen, now = conflict or ({}, {})
    for name, old in seen.items():
        if now.get(name, "") != old:
            words = gettext(
                "{name}: seen {old}, now {new}",
                name=name,
                old=old or blank,
                new=now.get(name) or blank,
            )
            print(f"  {words}")
    print(gettext("Nothing was saved."), file=sys.stderr)
    return PROBLEMS
