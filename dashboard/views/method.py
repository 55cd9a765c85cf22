"""The Method page: what is covered, how rows and places were made, rules, licences."""

import json
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.exports.citing import schema_org_text, to_cff, to_schema_org
from dashboard.figures.citation import citation, layer_table
from dashboard.figures.dataset_words import looked_words
from dashboard.figures.method_words import (
    NO_DESCRIPTION,
    columns_title,
    is_described,
    layers_title,
    reading_points,
)
from dashboard.figures.page_words import codes_title, coverage_words, licence_line
from dashboard.table.dictionary import (
    DATAPACKAGE,
    Dictionary,
    DictionaryError,
    Field,
    read_dictionary,
)
from dashboard.text.language import N_, gettext, message_of
from dashboard.views._caveats import draw_caveats
from dashboard.views._data import read_data
from dashboard.views._heading import draw_heading
from dashboard.views._words import bullets, plain

JOIN_WORDS = N_(
    "The first rule that fits decides. Files keep the reason in the column join_method."
)
JOIN_RULES = (
    (
        N_("no coordinates and no area"),
        "unlocated",
        N_("counted as without a place"),
    ),
    (
        N_("only an area is known (precision 3)"),
        "area",
        N_(
            "the area itself is the answer; its representative point is never joined "
            "and never drawn"
        ),
    ),
    (
        N_("outside the box of the layers, where the world has no land"),
        "outside",
        N_("no region, no distance"),
    ),
    (N_("the report names a region"), "reported", N_("it wins over the point")),
    (
        N_("inside a state, in the box or anywhere in the world"),
        "inside",
        N_(
            "that state; on a shared border the lower id. Outside the box zone, sea "
            "and distances stay blank"
        ),
    ),
    (
        N_("a named place within 2 km of a coast"),
        "coast",
        N_("that state: the drawn coast is generalised, the place is on land"),
    ),
    (
        N_("within 12 NM of a coast"),
        "territorial",
        N_("“off” the nearest state, never “in” it"),
    ),
    (
        N_("else"),
        "zone",
        N_("the sea alone; approximate 200 NM zone or high seas"),
    ),
)


def show() -> None:
    """Draw the page; what does not need the table is shown without it."""
    dataset, trouble = read_data()
    draw_heading(gettext("How the table was made, and how to read it"), dataset)
    try:
        dictionary = dataset.dictionary if dataset else read_dictionary()
    except DictionaryError as error:
        st.error(plain(message_of(error)))
        return
    if dataset is None:
        st.error(plain(trouble), icon=":material/error:")
    else:
        draw_caveats(dataset)
    with st.container(key="reading"):
        _draw_reading(dictionary)
        _draw_join()
    _draw_dictionary(dictionary)
    _draw_layers()
    _draw_licences(dictionary, dataset)


def _draw_reading(dictionary: Dictionary) -> None:
    st.subheader(gettext("What the map says, and what it does not"))
    st.markdown(plain(coverage_words(dictionary)))
    if looks := looked_words(dictionary):
        st.markdown(bullets(looks))
    if not is_described(dictionary):
        st.info(gettext(NO_DESCRIPTION))
    st.markdown("\n".join(f"- {point}" for point in reading_points(dictionary)))


def _draw_join() -> None:
    st.subheader(gettext("How a row gets its region"))
    st.markdown(gettext(JOIN_WORDS))
    where = gettext("Where")
    rules = pd.DataFrame(
        [(gettext(rule), code, gettext(answer)) for rule, code, answer in JOIN_RULES],
        columns=[where, gettext("Kept as"), gettext("Answer")],
    )
    st.table(rules.set_index(where))


def _draw_dictionary(dictionary: Dictionary) -> None:
    st.subheader(gettext("Data dictionary"))
    fields = [each for each in dictionary.fields.values() if dictionary.has(each.name)]
    column = gettext("Column")
    table = pd.DataFrame(
        {
            column: [each.name for each in fields],
            gettext("Title"): [each.title for each in fields],
            gettext("Type"): [each.type for each in fields],
            gettext("Unit"): [each.unit for each in fields],
            gettext("Meaning"): [each.description for each in fields],
        }
    )
    with (
        st.expander(columns_title(len(fields))),
        st.container(key="stacked_columns"),
    ):
        st.table(table.map(plain).set_index(column))
    for each in fields:
        if each.codes:
            _draw_codes(each)
    if dictionary.rules:
        with st.expander(gettext("Rules across columns")):
            st.markdown(bullets([rule["text"] for rule in dictionary.rules]))


def _draw_codes(field: Field) -> None:
    with st.expander(codes_title(field.title, len(field.codes))):
        codes, code = field.codes.values(), gettext("Code")
        table = pd.DataFrame(
            {
                code: [each.value for each in codes],
                gettext("Label"): [each.label for each in codes],
                gettext("Meaning"): [each.description for each in codes],
            }
        )
        st.table(table.set_index(code))


def _draw_layers() -> None:
    st.subheader(gettext("Boundaries"))
    st.markdown(
        gettext(
            "Zones are approximate and no legal boundary. Boundaries and names imply "
            "no endorsement; disputed land is named with who administers and who "
            "claims it."
        )
    )
    table = layer_table()
    if table.empty:
        st.warning(
            gettext(
                "The provenance of the layers is missing. Run: python -m geodata.build"
            )
        )
        return
    with (
        st.expander(layers_title(len(table))),
        st.container(key="stacked_layers"),
    ):
        st.table(table.map(plain).set_index(table.columns[0]))


def _draw_licences(dictionary: Dictionary, dataset: Dataset | None) -> None:
    st.subheader(gettext("Licences and how to cite"))
    st.markdown(plain(licence_line(dictionary)))
    data = dataset.fingerprint if dataset else gettext("not read")
    st.code(citation(dictionary, data), language=None, wrap_lines=True)
    if dataset is not None and dictionary.file is None and DATAPACKAGE.is_file():
        _draw_machine_citations(dictionary)


def _draw_machine_citations(dictionary: Dictionary) -> None:
    """Offer the citation of our table to reference managers and search engines."""
    package = json.loads(DATAPACKAGE.read_text(encoding="utf-8"))
    made = date.fromisoformat(dictionary.created[:10])
    files = {each["path"]: each["mediatype"] for each in package["resources"]}
    about = schema_org_text(to_schema_org(package, dictionary, files))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            gettext("Citation file (CITATION.cff)"),
            to_cff(package, made),
            "CITATION.cff",
        )
        st.download_button(
            gettext("For search engines (schema.org, JSON-LD)"), about, "dataset.jsonld"
        )


show()
