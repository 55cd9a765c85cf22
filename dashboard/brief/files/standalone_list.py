"""The lists of the page of a brief: every incident, and every source once."""

from dashboard.brief.words.entries import (
    ENTRY_COLUMNS,
    incidents_of_sources,
    listed_note,
    source_list,
)
from dashboard.brief.words.model import Brief
from dashboard.brief.words.table import sum_words
from dashboard.table.sources import parse_sources
from dashboard.text.escape import safe, safe_url
from dashboard.text.fold import fold
from dashboard.text.language import gettext


def source_items(brief: Brief) -> str:
    """Return each source once, by publisher, with the incidents that it stands for."""
    ordered = sorted(
        incidents_of_sources(source_list(brief.rows)).items(),
        key=lambda pair: (fold(pair[0].publisher), pair[0].url),
    )
    dictionary = brief.dataset.dictionary
    items = [
        f"<li>{_source(source, dictionary)} "
        f'<span class="second">{_ids(ids)}</span></li>'
        for source, ids in ordered
    ]
    return f'<ul class="sources">{"".join(items)}</ul>' if items else ""


def incident_table(brief: Brief) -> str:
    """Return the list of incidents with their sources as links.

    On a phone each row is shown as a block, and screen readers would no longer find a
    table; the roles say that it is one.
    """
    if not brief.entries:
        return ""
    titles = "".join(
        f'<th scope="col" role="columnheader">{safe(gettext(title))}</th>'
        for title in ENTRY_COLUMNS
    )
    dictionary = brief.dataset.dictionary
    cells = dict(zip(brief.rows["incident_id"], brief.rows["sources"], strict=True))
    rows = "".join(
        _row(entry, cells[entry[-1].split(",")[0]], dictionary)
        for entry in brief.entries
    )
    return (
        f"<h2>{safe(gettext('Incidents, newest first'))}</h2>"
        '<div class="table" tabindex="0" role="region" '
        f'aria-label="{safe(gettext("List of incidents"))}">'
        '<table role="table"><thead role="rowgroup">'
        f'<tr role="row">{titles}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody>{_sum_row(brief)}</table></div>'
    )


def _sum_row(brief: Brief) -> str:
    return (
        '<tfoot role="rowgroup"><tr role="row"><th role="cell" '
        f'colspan="{len(ENTRY_COLUMNS)}">{safe(sum_words(brief))}</th></tr></tfoot>'
    )


def _row(entry: tuple[str, ...], cell: str, dictionary) -> str:
    """Return a row of the list; ``cell`` is the table's own cell of sources."""
    date, *words, _, incident_id = entry
    each_once = dict.fromkeys(parse_sources(cell))
    sources = "; ".join(_source(each, dictionary) for each in each_once)
    columns = [*map(safe, words), sources, _ids(incident_id.split(", "))]
    cells = "".join(
        f'<td role="cell" data-label="{safe(gettext(label))}">{text}</td>'
        for label, text in zip(ENTRY_COLUMNS[1:], columns, strict=True)
    )
    head = f'<th scope="row" role="rowheader">{safe(date)}</th>'
    return f'<tr role="row">{head}{cells}</tr>'


def _ids(ids) -> str:
    """Return ids that break between, but not inside, one another."""
    parts = [words.rpartition(" ") for words in ids]  # "part of" may stand alone
    return ", ".join(
        f'{safe(f"{before}{gap}")}<span class="id">{safe(each_id)}</span>'
        for before, gap, each_id in parts
    )


def _source(source, dictionary) -> str:
    date = f", {safe(source.date)}" if source.date else ""
    note = listed_note(source, dictionary)
    seen = f" ({safe(note)})" if note else ""
    if url := safe_url(source.url):
        link = f'<a href="{url}" target="_blank" rel="noopener noreferrer">'
        return f"{link}{safe(source.publisher)}</a>{date}{seen}"
    return f"{safe(source.publisher)}{date}{seen}"
