"""An opened data set in the language of whoever reads it.

It is opened once, in English, for all readers. What it says of itself is then put into
the language of now: its description, where each row lies, the regions to choose from,
and what its checks found. Rows, codes and numbers are the same in every language.
"""

from dataclasses import replace

from dashboard.checks.finding import Finding
from dashboard.checks.left_out import with_reasons
from dashboard.dataset import Dataset
from dashboard.geo.membership import found_regions
from dashboard.geo.place_words import where_in_words
from dashboard.table.translated import in_language as described
from dashboard.text.language import SOURCE, again, current


def in_language(dataset: Dataset) -> Dataset:
    """Return the data set in the language of now, itself in English."""
    if current() == SOURCE:
        return dataset
    incidents, regions = dataset.incidents.copy(deep=False), dataset.regions
    incidents["where_words"] = where_in_words(incidents, regions)
    return replace(
        dataset,
        incidents=incidents,
        dictionary=described(dataset.dictionary),
        region_labels={
            row.region_id: row.label
            for row in regions.choices(found_regions(incidents))
        },
        problems=[*map(_found, dataset.problems)],
        left_out=with_reasons(dataset.left_out, dataset.problems),
        findings=[*map(_found, dataset.findings)],
        notices=[*map(again, dataset.notices)],
    )


def found_in_language(finding: Finding) -> Finding:
    """Return what a check found in the language of now, itself in English."""
    return _found(finding)


def _found(finding: Finding) -> Finding:
    return replace(
        finding,
        message=again(finding.message),
        allowed=again(finding.allowed),
        fix=again(finding.fix),
    )
