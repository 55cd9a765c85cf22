"""An empty table with the standard columns, to fill in."""

import io

from dashboard.table.standard import STANDARD
from dashboard.table.write import csv_bytes
from dashboard.text.language import N_, gettext

NAME = "incidents-template"
"""Name of the file, without its ending."""
HEADS = N_("Column"), N_("Meaning"), N_("Allowed")
WIDTHS = (20, 80, 60)
KINDS = {
    "date": N_("YYYY-MM-DD"),
    "integer": N_("a whole number"),
    "number": N_("a number"),
}
TEXT = N_("text")


def template_csv() -> bytes:
    """Return a CSV with the standard columns and no row."""
    return csv_bytes(list(STANDARD), [], with_mark=True)


def template_xlsx() -> bytes:
    """Return a workbook: a sheet to fill in, and one that says what each column is."""
    import xlsxwriter  # a third of a second, for workbooks only

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        rows = book.add_worksheet("Incidents")
        meanings = book.add_worksheet(gettext("Columns"))
        rows.freeze_panes(1, 0)
        for at, name in enumerate(STANDARD):
            rows.set_column(at, at, len(name) + 2)
            rows.write_string(0, at, name, head)
        for at, (title, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            meanings.set_column(at, at, width)
            meanings.write_string(0, at, gettext(title), head)
        for line, name in enumerate(STANDARD, start=1):
            meaning = STANDARD[name].get("description", "")
            texts = (name, meaning and gettext(meaning), allowed(name))
            for at, text in enumerate(texts):
                meanings.write_string(line, at, text, wrapped)
    return out.getvalue()


def allowed(name: str) -> str:
    """Return what may stand in a standard column, in words."""
    field = STANDARD[name]
    if codes := field.get("categories"):
        return ", ".join(each["value"] for each in codes)
    limits = field.get("constraints", {})
    words = gettext(KINDS.get(field["type"], TEXT))
    low, high = limits.get("minimum"), limits.get("maximum")
    if low is not None and high is not None:
        words = gettext("{kind} from {low} to {high}", kind=words, low=low, high=high)
    elif low is not None:
        words = gettext("{kind} from {low}", kind=words, low=low)
    elif high is not None:
        words = gettext("{kind} to {high}", kind=words, high=high)
    need = [gettext("must be filled in")] if limits.get("required") else []
    return "; ".join([words, *need])
