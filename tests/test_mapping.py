"""A mapping of columns: guessed, shown, corrected, kept as a small text, used again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importers.apply import preview
from dashboard.importers.format import key
from dashboard.importers.mapping import MAPPABLE, ORDERS, Mapping, guess_mapping
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.read import UnreadableTableError
from dashboard.table.standard import STANDARD
from tests.importing import mapped, said

SPANISH = (
    b"Folio,Fecha,Latitud,Longitud,Muertos,Lugar\n7,2026-01-02,10.5,-66.9,3,Made up\n"
)


def opened(content: bytes):
    return open_file(TableSource("made up.csv", content))


def test_columns_are_guessed_by_the_names_that_people_use():
    found = guess_mapping(opened(SPANISH).text)
    assert found.columns == {
        "date": "Fecha",
        "location": "Lugar",
        "latitude": "Latitud",
        "longitude": "Longitud",
        "deaths_best": "Muertos",
    }
    assert found.guessed == ()


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (
            "lat,lon,killed",
            {"latitude": "lat", "longitude": "lon", "deaths_best": "killed"},
        ),
        (
            "Y,X,Fatalities",
            {"latitude": "Y", "longitude": "X", "deaths_best": "Fatalities"},
        ),
        (
            "LATITUDE , Longitude,dead",
            {"latitude": "LATITUDE", "longitude": "Longitude", "deaths_best": "dead"},
        ),
    ],
)
def test_short_names_and_capitals_are_known(header, names):
    text = opened(f"{header}\n1.5,2.5,3\n".encode()).text
    found = guess_mapping(text)
    assert {key: value.strip() for key, value in found.columns.items()} == names


def test_what_no_name_tells_is_guessed_by_a_word_or_by_the_cells_and_said():
    text = b"Event lat (WGS84),Event lon (WGS84),Seen\n1.5,2.5,3 March 2026\n"
    found = guess_mapping(opened(text).text)
    assert found.columns == {
        "latitude": "Event lat (WGS84)",
        "longitude": "Event lon (WGS84)",
        "date": "Seen",
    }
    assert set(found.guessed) == {"latitude", "longitude", "date"}
    pair = guess_mapping(opened(b'Punto,N\n"10.65, -63.25",4\n').text)
    assert pair.columns == {"latitude": "Punto", "longitude": "Punto"}
    none = guess_mapping(opened(b"Punto,N\nabc,4\n").text)
    assert none.columns == {}
    said = mapped([{"Punto": "10.65, -63.25"}]).findings
    assert any("guessed: read from the column 'Punto'" in str(each) for each in said)


def test_a_mapping_is_a_small_text_that_is_read_back():
    one = Mapping({"date": "When", "notes": ["A", "B"]}, "dmy")
    assert json.loads(one.to_json()) == {
        "mapping": 1,
        "columns": {"date": "When", "notes": ["A", "B"]},
        "date_order": "dmy",
    }
    assert Mapping.from_json(one.to_json()) == one


names = st.text(min_size=1, max_size=9).filter(str.strip)


@given(
    st.dictionaries(
        st.sampled_from([*STANDARD]),
        names | st.lists(names, min_size=1, max_size=3, unique_by=key),
    ),
    st.sampled_from([*ORDERS]),
)
def test_every_mapping_survives_its_text(columns, order):
    one = Mapping(columns, order)
    assert Mapping.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "it is not JSON"),
        ("[]", '"mapping": 1'),
        ('{"mapping": 2, "columns": {}}', '"mapping": 1'),
        ('{"mapping": 1}', '"columns" must be an object'),
        (
            '{"mapping": 1, "columns": {"killed": "x"}}',
            "'killed' is none of incident_id",
        ),
        (
            '{"mapping": 1, "columns": {"date": []}}',
            "'date' must be the name of a column",
        ),
        (
            '{"mapping": 1, "columns": {"date": 4}}',
            "'date' must be the name of a column",
        ),
        ('{"mapping": 1, "columns": {"date": ["a", ""]}}', "'date' must be the name"),
        ('{"mapping": 1, "columns": {}, "date_order": "ymd"}', "dmy, mdy, or blank"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_is_wrong(text, words):
    with pytest.raises(UnreadableTableError, match=words.replace("[", r"\[")):
        Mapping.from_json(text)


def test_a_mapping_for_another_table_names_the_missing_column_and_those_found():
    with pytest.raises(UnreadableTableError, match="column Fecha.*Columns found: A, B"):
        mapped([{"A": "1", "B": "2"}], mapping=Mapping({"date": "Fecha"}).to_json())


def test_a_mapping_is_used_instead_of_any_guess():
    rows = [{"lat": "1", "lon": "2", "lat2": "3", "lon2": "4", "a": "5", "b": "6"}]
    columns = {
        "latitude": "lat2",
        "longitude": "lon2",
        "deaths_best": ["a", "b"],
        "notes": ["lat", "a"],
    }
    found = mapped(rows, mapping=Mapping(columns).to_json())
    row = found.text.iloc[0]
    assert (row["latitude"], row["longitude"]) == ("3", "4")
    assert (row["deaths_best"], row["notes"]) == ("11", "1, 5")
    assert [name for name in found.text if name not in STANDARD] == list(rows[0])


def test_one_column_for_both_coordinates_is_taken_apart():
    both = Mapping({"latitude": "p", "longitude": "p"}).to_json()
    cells = ["(10.65, -63.25)", "", "here"]
    rows = [{"n": str(at), "p": cell} for at, cell in enumerate(cells)]
    found = mapped(rows, mapping=both)
    assert found.text["latitude"].tolist() == ["10.65", "", "here"]
    assert found.text["longitude"].tolist() == ["-63.25", "", "here"]


def test_a_preview_shows_the_first_rows_as_the_mapping_reads_them():
    lines = b"".join(b"2026-01-%02d,%d\n" % (day, day) for day in range(1, 21))
    table = opened(b"Dia,Muertos\n" + lines)
    shown = preview(table, Mapping({"date": "Dia", "deaths_best": "Muertos"}))
    assert list(shown) == ["date", "deaths_best"]
    assert shown["deaths_best"].tolist() == [str(day) for day in range(1, 11)]
    assert len(preview(table, Mapping({"date": "Dia"}), rows=3)) == 3


def test_every_standard_column_can_be_mapped_and_has_a_title():
    assert [name for name, _ in MAPPABLE] == list(STANDARD)
    assert all(title for _, title in MAPPABLE)


@pytest.mark.parametrize(
    "header",
    [
        "lat_dd,long_dd",
        "decimalLatitude,decimalLongitude",
        "Latitude (deg),Longitude (deg)",
        "lat,event_lon_wgs84",
        "Y,X",
    ],
)
def test_both_coordinates_are_found_where_one_name_is_less_plain(header):
    found = mapped([dict(zip(header.split(","), ("10.5", "-63.5"), strict=True))])
    assert found.text[["latitude", "longitude"]].values.tolist() == [["10.5", "-63.5"]]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Número de muertos", "deaths_best"),
        ("nkill", "deaths_best"),
        ("Deaths (best)", "deaths_best"),
        ("Minimum deaths", "deaths_low"),
        ("Number of survivors", "survivors"),
        ("#id", "incident_id"),
        ("IncidentID", "incident_id"),
    ],
)
def test_more_names_that_people_use(name, ours):
    assert mapped([{name: "7", "so": "x"}]).text[ours].tolist() == ["7"]


@pytest.mark.parametrize(
    "row",
    [
        {"amount": "10.5"},
        {"share": "3.25", "position": "Captain"},
        {"x": "yes"},
        {"geometry": "round"},
        {"lat~lon": "10.5~-63.5"},
    ],
)
def test_a_column_that_is_no_place_is_taken_for_none(row):
    found = mapped([{"id": "1", **row}, {"id": "2", **row}])
    assert not {"latitude", "longitude"} & set(found.made_of)
    assert not said(found, "latitude", "problem")


def test_year_month_and_day_in_three_columns_are_a_date():
    rows = [
        {"Año": "2025.0", "Mes": "9.0", "Día": "2.0"},
        {"Año": "2025.0", "Mes": "9.0", "Día": ""},
        {"Año": "2025.0", "Mes": "", "Día": ""},
        {"Año": "2025.0", "Mes": "2.0", "Día": "30.0"},
    ]
    text = mapped(rows).text
    assert text["date"].tolist()[:3] == ["2025-09-02", "2025-09-01", "2025-01-01"]
    assert text["date_end"].tolist()[:3] == ["", "2025-09-30", "2025-12-31"]
    assert text["date_precision"].tolist()[:3] == ["", "month", "year"]
    assert said(mapped(rows), "date", "problem") == ["is no day of the calendar"]


def test_a_day_of_the_month_is_no_date_beside_one():
    found = mapped([{"day": "2", "happened": "2 September 2025"}])
    assert found.text["date"].tolist() == ["2025-09-02"]
    assert mapped([{"day": "2 September 2025"}]).text["date"].tolist() == ["2025-09-02"]


def test_the_order_in_one_cell_is_said_where_the_longitude_is_first():
    found = mapped([{"lonlat": "-63.25, 10.65"}])
    assert found.text["latitude"].tolist() == ["10.65"]
    assert "longitude, then latitude" in " ".join(said(found, "lonlat"))
    other = mapped([{"latlon": "10.65, -63.25"}])
    assert "longitude, then" not in " ".join(said(other))


@pytest.mark.parametrize(
    "text",
    [
        '{"mapping": true, "columns": {}}',
        '{"mapping": 1, "columns": {}, "date_order": []}',
        '{"mapping": 1, "columns": {"notes": ["Folio", "folio "]}}',
        '{"mapping": 1, "columns": {"notes": [["Folio"]]}}',
        '{"mapping": 1, "columns": {"notes": null}}',
        "[" * 200_000,
    ],
)
def test_a_mapping_that_is_none_is_refused_and_never_a_crash(text):
    with pytest.raises(UnreadableTableError, match="the mapping cannot be used"):
        Mapping.from_json(text)


def test_a_mapping_with_a_byte_order_mark_is_read():
    kept = Mapping({"notes": "Folio"})
    assert Mapping.from_json("\ufeff" + kept.to_json()) == kept


@pytest.mark.parametrize("longitude", ["Both", ["Both"]])
@pytest.mark.parametrize("latitude", ["Both", ["Both"]])
def test_both_coordinates_of_one_cell_however_they_are_listed(latitude, longitude):
    columns = {"latitude": latitude, "longitude": longitude}
    rules = Mapping(columns).rules()
    assert {rules[name].pair for name in columns} == {("Both",)}


def test_a_text_from_the_column_of_both_coordinates_is_taken_whole():
    columns = {"latitude": "p", "longitude": "p", "notes": "p"}
    found = mapped([{"p": "10.65, -63.25"}], mapping=Mapping(columns).to_json())
    row = found.text.iloc[0]
    assert (row["latitude"], row["notes"]) == ("10.65", "10.65, -63.25")
