"""Numbers, dates and coordinates as people write them. All cells are made up."""

import time
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.table.coordinates import read_coordinates, read_pairs
from dashboard.table.dates import excel_day, read_dates
from dashboard.table.numbers import read_numbers, to_floats

BLANKS = [
    "",
    " ",
    "NA",
    "-",
    "−",
    "unknown",
    "n/a",
    "N/A",
    "NaN",
    "null",
    "none",
    "NaT",
    "desconocido",
    "Sin datos",
    "S/D",
    "\xa0",
]


def numbers(*cells, **options):
    read = read_numbers(pd.Series(cells, dtype="str"), **options)
    return [
        text or reason for text, reason in zip(read.text, read.refused, strict=True)
    ]


def dates(*cells, **options):
    read = read_dates(pd.Series(cells, dtype="str"), **options)
    return [
        text or reason for text, reason in zip(read.start, read.refused, strict=True)
    ]


def degrees(cell, axis="latitude"):
    read = read_coordinates(pd.Series([cell], dtype="str"), axis)
    return (read.text + read.refused).tolist()[0]


def pair(cell):
    read = read_pairs(pd.Series([cell], dtype="str"))
    return read.latitude[0], read.longitude[0]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("10.65", "10.65"),
        (" 10.65 ", "10.65"),
        ("\xa010.65", "10.65"),
        ("10,65", "10.65"),
        ("-63,2512", "-63.2512"),
        ("−6", "-6"),
        ("–6.5", "-6.5"),
        ("-６２.6", "-62.6"),
        ("١١.15", "11.15"),
        ("١١٫١٥", "11.15"),
        ("१०", "10"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("1.234", "1.234"),
        ("1 234", "1234"),
        ("1\xa0234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("٬".join(["١", "٢٣٤"]), "1234"),
        ("1e1", "10"),
        ("-6.3E1", "-63"),
        ("2.5e-3", "0.0025"),
        ("+5", "5"),
        ("+63.25", "63.25"),
        ("- 63.25", "-63.25"),
        ("−\xa05", "-5"),
        ("—6", "-6"),
        ("007", "007"),
        (".5", ".5"),
        (",5", ".5"),
        (",123", ".123"),
        ("1234,567", "1234.567"),
        ("123,4567", "123.4567"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_a_number_is_read(cell, number):
    assert numbers(cell) == [number]
    float(number)


@pytest.mark.parametrize(
    "cell",
    [
        "x",
        "1,2,3",
        "12,34.5",
        "1.2.3",
        "1,234.5.6",
        "5 km",
        "10 20",
        "1 23",
        "--5",
        "6-",
        "(5)",
        "²",
        "½",
        "一",
        "1e",
        "0x10",
        "1_000",
    ],
)
def test_what_is_no_number_is_refused(cell):
    assert numbers(cell) == ["must be a number, with a point for decimals"]


@pytest.mark.parametrize("cell", ["inf", "-inf", "Infinity"])
def test_infinity_is_refused(cell):
    assert "infinite" in numbers(cell)[0]


@pytest.mark.parametrize("cell", ["1234567890123456", "1e16", "1e99"])
def test_more_digits_than_a_number_keeps_are_refused(cell):
    assert "15 digits" in numbers(cell)[0]


@pytest.mark.parametrize("cell", BLANKS)
def test_a_word_for_no_value_is_blank_as_number_date_and_place(cell):
    assert numbers(cell) == dates(cell) == [degrees(cell)] == [""]
    assert pair(cell) == ("", "")


def test_a_comma_before_three_digits_is_refused_alone():
    assert numbers("1,234") == [
        "may be 1234 or 1.234: write thousands without a sign and decimals with a point"
    ]


@pytest.mark.parametrize(
    ("proof", "number"),
    [
        ("10,65", "1.234"),
        ("10.65", "1234"),
        ("1,234,567", "1234"),
        ("1.234,5", "1.234"),
        ("0,250", "1.234"),
    ],
)
def test_one_cell_decides_for_its_column(proof, number):
    assert numbers("1,234", proof)[0] == number


def test_a_column_that_proves_both_decides_nothing():
    read = numbers("1,234", "10,65", "10.65", "1.234")
    assert "may be" in read[0] and read[1:] == ["10.65", "10.65", "1.234"]


def test_a_point_is_for_thousands_where_commas_are_decimals():
    assert numbers("1.234", "10,65") == ["1234", "10.65"]


def test_the_file_may_tell_the_decimal_sign():
    assert numbers("1,234", decimal=",") == ["1.234"]
    assert numbers("1,234", decimal=".") == ["1234"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("2.0", "2"), ("2", "2"), ("2.", "2"), ("2.5", "must be a whole number")],
)
def test_whole_numbers_lose_their_zeros(cell, number):
    assert numbers(cell, whole=True) == [number]


@given(st.text(max_size=8))
def test_no_text_ends_in_a_traceback_and_what_is_read_is_a_number(cell):
    """The checks are no wider than the converter behind them."""
    read = read_numbers(pd.Series([cell], dtype="object"))
    value = pd.to_numeric(read.text.mask(read.text.eq("")))
    assert value.isna().tolist() == [read.text[0] == ""]
    day = read_dates(pd.Series([cell], dtype="object")).start
    pd.to_datetime(day.mask(day.eq("")), format="%Y-%m-%d")
    for axis in ("latitude", "longitude"):
        text = read_coordinates(pd.Series([cell], dtype="object"), axis).text
        pd.to_numeric(text.mask(text.eq("")))
    pd.to_numeric(
        read_pairs(pd.Series([cell], dtype="object")).latitude.replace("", "0")
    )


@given(st.floats(-1e6, 1e6), st.sampled_from([(".", ","), (",", "."), (",", " ")]))
def test_a_number_comes_back_from_any_way_to_write_it(value, signs):
    decimal, thousands = signs
    written = f"{value:,.2f}".translate({44: thousands, 46: decimal})
    assert float(numbers(written)[0]) == round(value, 2)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-09-02", "2025-09-02"),
        ("2025-9-2", "2025-09-02"),
        ("2025/09/02", "2025-09-02"),
        ("20250902", "2025-09-02"),
        ("2025-09-02T23:59:59Z", "2025-09-02"),
        ("2025-09-02 00:00:00.000", "2025-09-02"),
        ("2025-09-02T23:30:00-05:00", "2025-09-02"),
        ("02 September 2025", "2025-09-02"),
        ("2 Sep. 2025", "2025-09-02"),
        ("2-Sep-2025", "2025-09-02"),
        ("September 2, 2025", "2025-09-02"),
        ("Sept 2nd 2025", "2025-09-02"),
        ("2 de septiembre de 2025", "2025-09-02"),
        ("2 février 2025", "2025-02-02"),
        ("Tuesday, 2 September 2025", "2025-09-02"),
        ("Thu, 01/01/2026 - 12:00", "2026-01-01"),
        ("Thu, 01/08/2026 - 12:00", "2026-01-08"),
        ("45902", "2025-09-02"),
        ("45902.75", "2025-09-02"),
        ("23/09/2025", "2025-09-23"),
        ("09/23/2025", "2025-09-23"),
        ("05/05/2025", "2025-05-05"),
        ("martes 2 de septiembre de 2025", "2025-09-02"),
        ("Tue Sep 2 2025", "2025-09-02"),
        ("mar 4 2025", "2025-03-04"),
        ("mar 4 mar 2025", "2025-03-04"),
        ("2025-Sep-02", "2025-09-02"),
        ("2025 September 2", "2025-09-02"),
        ("02SEP2025", "2025-09-02"),
        ("2/sep/2025", "2025-09-02"),
        ("2025-09-02 10:00 EST", "2025-09-02"),
        ("٢٠٢٥-٠٩-٠٢", "2025-09-02"),
        ("1600-01-01", "1600-01-01"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_a_date_is_read(cell, day):
    assert dates(cell) == [day]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("02/09/2025", "may be 2025-09-02 or 2025-02-09"),
        ("02.09.2025", "may be"),
        ("Wed, 01/07/2026", "may be 2026-07-01 or 2026-01-07"),  # both are a Wednesday
        ("09/02/25", "two digits"),
        ("2-Sep-25", "two digits"),
        ("2025-02-30", "no day"),
        ("2025-13-01", "no day"),
        ("31/31/2025", "no day"),
        ("0000-01-01", "no day"),
        ("Mon, 2 September 2025", "is not a Mon"),
        ("Mon, 01/07/2026", "no day"),
        ("yesterday", "must be a date"),
        ("2025-09-02 to 2025-09-04", "must be a date"),
        ("Foo 2025", "must be a date"),
        ("Wed Sep 2 2025", "is not a Wed"),
        ("02SEP25", "must be a date"),
        ("2025.1", "must be a date"),  # may be a number that was 2025.10
        ("1771000000", "must be a date"),
    ],
)
def test_what_is_no_date_is_refused(cell, words):
    assert words in dates(cell)[0]


@pytest.mark.parametrize(
    ("proof", "day", "order"),
    [
        ("13/01/2026", "2025-09-02", "day first"),
        ("01/13/2026", "2025-02-09", "month first"),
        ("Thu, 01/08/2026 - 12:00", "2025-02-09", "month first"),
        ("Thu, 08/01/2026", "2025-09-02", "day first"),
    ],
)
def test_one_date_decides_for_its_column(proof, day, order):
    assert dates("02/09/2025", proof)[0] == day
    assert read_dates(pd.Series(["02/09/2025", proof])).order == order


@pytest.mark.parametrize("other", ["05/05/2025", "12/12/2025", "2025-09-23", "x"])
def test_a_date_that_reads_alike_decides_nothing(other):
    assert "may be" in dates("02/09/2025", other)[0]


def test_a_column_that_proves_both_orders_decides_nothing():
    read = dates("02/09/2025", "13/01/2026", "01/13/2026")
    assert "may be" in read[0] and read[1:] == ["2026-01-13", "2026-01-13"]


@pytest.mark.parametrize(
    ("cell", "start", "end", "precision"),
    [
        ("2025-09-02", "2025-09-02", "2025-09-02", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("Feb 2023", "2023-02-01", "2023-02-28", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2025.0", "2025-01-01", "2025-12-31", "year"),
        ("02/2024", "2024-02-01", "2024-02-29", "month"),
        ("2024.02", "2024-02-01", "2024-02-29", "month"),
        ("mar 2025", "2025-03-01", "2025-03-31", "month"),
        ("", "", "", ""),
    ],
)
def test_a_partial_date_is_a_span(cell, start, end, precision):
    read = read_dates(pd.Series([cell], index=[7]))
    assert [each[7] for each in read[:3]] == [start, end, precision]


def test_days_of_a_spreadsheet_are_counted_from_the_epoch_of_its_sheet():
    assert dates("45902", epoch=1900) == ["2025-09-02"]
    assert dates("44440", epoch=1904) == ["2025-09-02"]
    assert read_dates(pd.Series(["45902"])).serials
    assert not read_dates(pd.Series(["2025-09-02"])).serials


@given(st.dates(), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%Y/%m/%d"]))
def test_a_date_comes_back_from_any_clear_way_to_write_it(day, shape):
    written = day.strftime(shape.replace("%Y", f"{day.year:04}"))
    assert dates(written) == [day.isoformat()]


def test_a_date_of_a_workbook_keeps_its_time_only_where_it_has_one():
    moment = pd.Timestamp("2025-09-02 13:30").to_pydatetime()
    assert excel_day(moment) == "2025-09-02 13:30:00"
    assert excel_day(moment.replace(hour=0, minute=0)) == "2025-09-02"
    assert excel_day(date(2025, 9, 2)) == "2025-09-02"


@pytest.mark.parametrize(
    ("cell", "axis", "value"),
    [
        ("10.65", "latitude", "10.65"),
        ("10,65", "latitude", "10.65"),
        ("10°39'N", "latitude", "10.65"),
        ("63°15'W", "longitude", "-63.25"),
        ("10° 39' 36\" S", "latitude", "-10.66"),
        ("10°39′36″N", "latitude", "10.66"),
        ("N 10 39 36", "latitude", "10.66"),
        ("10 39 36S", "latitude", "-10.66"),
        ("10 39 36 sec S", "latitude", "-10.66"),
        ("04-34.2S", "latitude", "-4.57"),
        ("081-18.8W", "longitude", "-81.313333"),
        ("10.65 N", "latitude", "10.65"),
        ("63.25W", "longitude", "-63.25"),
        ("w63.25", "longitude", "-63.25"),
        ("63,25° W", "longitude", "-63.25"),
        ("0°30'S", "latitude", "-0.5"),
        ("-0°30'", "latitude", "-0.5"),
        ("-10°39'", "latitude", "-10.65"),
        ("10 deg 39 min N", "latitude", "10.65"),
        ("١٠°٣٩'N", "latitude", "10.65"),
        ("106.5", "latitude", "106.5"),
        ("10d 39m 36s N", "latitude", "10.66"),
        ("10d 39m S", "latitude", "-10.65"),
        ("10.65 Norte", "latitude", "10.65"),
        ("63.25 Oeste", "longitude", "-63.25"),
        ("63°15' West", "longitude", "-63.25"),
        ("10 grados 39 minutos Sur", "latitude", "-10.65"),
        ("63.25 Ost", "longitude", "63.25"),
    ],
)
def test_degrees_are_read(cell, axis, value):
    assert degrees(cell, axis) == value


@pytest.mark.parametrize(
    ("cell", "axis", "words"),
    [
        ("63°15'W", "latitude", "no latitude"),
        ("10°39'N", "longitude", "no longitude"),
        ("63°15'O", "longitude", "Spanish oeste"),
        ("-63°15'W", "longitude", "has a sign and the letter W"),
        ("10°60'N", "latitude", "below 60"),
        ("10°39'60\"N", "latitude", "below 60"),
        ("10.5°39'N", "latitude", "broken degrees"),
        ("N10°39'N", "latitude", "must be degrees"),
        ("north", "latitude", "must be degrees"),
        ("63.25 Oeste", "latitude", "no latitude"),
        ("10.65 Nordeste", "latitude", "must be degrees"),
        ("10 39", "latitude", "must be degrees"),
        ("10,650", "latitude", "may be"),
        ("inf", "latitude", "infinite"),
    ],
)
def test_what_is_no_coordinate_is_refused(cell, axis, words):
    assert words in degrees(cell, axis)


@pytest.mark.parametrize(
    "cell",
    [
        "10.65, -63.25",
        "10.65,-63.25",
        "10.65 -63.25",
        "(10.65, -63.25)",
        "10,65; -63,25",
        "10,65 -63,25",
        "10.65 / -63.25",
        "10°39'N 63°15'W",
        "10°39'N, 63°15'W",
        "63°15'W 10°39'N",
        "W63.25 N10.65",
        "10-39N 063-15W",
        "10.65N,63.25W",
        "POINT (-63.25 10.65)",
        "SRID=4326;POINT(-63.25 10.65)",
        "POINT Z (-63.25 10.65 3)",
        '{"type": "Point", "coordinates": [-63.25, 10.65]}',
        "10.65 -63.25 0.0 4.5",
        "10.65 Norte, 63.25 Oeste",
        "63.25 Oeste, 10.65 Norte",
        "١٠.٦٥, −٦٣.٢٥",
    ],
)
def test_both_coordinates_in_one_cell(cell):
    assert pair(cell) == ("10.65", "-63.25")


@pytest.mark.parametrize(
    ("name", "cells", "swapped"),
    [
        ("lon_lat", ["-63.25, 10.65"], True),
        ("Longitude, latitude", ["-63.25 10.65", ""], True),
        ("lonlat", ["POINT (-63.25 10.65)"], True),
        ("lat_lon", ["10.65, -63.25"], False),
        ("long description", ["10.65, -63.25"], False),
        ("place", ["-63.25, 10.65", "-90.1, 10"], True),
        ("place", ["10.65, -63.25", "-90, 10"], False),
        ("place", ["10.65, -63.25", "10, -90.1"], False),
        ("place", ["10.65, -63.25", "91, 10", "10, 91"], False),
    ],
)
def test_which_of_two_numbers_is_first_the_name_tells_or_the_column(
    name, cells, swapped
):
    read = read_pairs(pd.Series(cells, dtype="str", name=name))
    assert (read.latitude[0], read.longitude[0]) == ("10.65", "-63.25")
    assert read.longitude_first == swapped


@pytest.mark.parametrize("cell", ["POINT EMPTY", "polygon empty", "NA"])
def test_an_empty_geometry_is_no_place(cell):
    read = read_pairs(pd.Series([cell]))
    assert (read.latitude[0], read.longitude[0], read.refused[0]) == ("", "", "")


@pytest.mark.parametrize("cell", ["LINESTRING (0 0, 1 1)", "MULTIPOINT (1 2, 3 4)"])
def test_a_line_is_no_point_and_it_is_said(cell):
    assert "is a line or an area" in read_pairs(pd.Series([cell])).refused[0]


@pytest.mark.parametrize("cell", ["10.65", "10.65, x", "1, 2, 3", "10,65,63,25", "a b"])
def test_what_is_no_pair_is_refused(cell):
    read = read_pairs(pd.Series([cell]))
    assert (read.latitude[0], read.longitude[0]) == ("", "") and read.refused[0]


@pytest.mark.parametrize(
    "cell",
    ["10" + " " * 200_000 + "x", "1 234" * 50_000, "1." * 100_000, "١" * 100_000,
     "N" * 100_000, "10°" * 50_000, "2 " * 100_000, "1,000" * 50_000, "(" * 100_000],
)  # fmt: skip
def test_a_very_long_cell_is_refused_at_once(cell):
    began = time.process_time()
    assert len(numbers(cell)[0]) < 200 and len(dates(cell)[0]) < 200
    assert degrees(cell) and pair(cell) == ("", "")
    assert time.process_time() - began < 2  # 0.01 s on an idle machine


@pytest.mark.parametrize(("zeros", "is_read"), [(98, True), (99, False)])
def test_a_number_may_take_a_hundred_characters(zeros, is_read):
    read = read_numbers(pd.Series(["+." + "0" * zeros]))
    assert (read.refused[0] == "") == is_read


def test_a_hundred_thousand_cells_take_no_seconds():
    days = [
        f"{date(1950, 1, 1) + timedelta(days=n % 25_000)} 12:00" for n in range(100_000)
    ]
    began = time.process_time()
    read = read_dates(pd.Series(days, dtype="str"))
    read_numbers(pd.Series([f"{n / 7:.5f}" for n in range(100_000)], dtype="str"))
    assert time.process_time() - began < 5  # 0.7 s on an idle machine
    assert read.refused.eq("").all() and len(read.start) == 100_000


@given(st.lists(st.one_of(st.floats().map(str), st.integers().map(str), st.text())))
@example(["1", "+5", ".5", "5.", "-0", "00012", "", " 7 ", "x", "1e3", "1e400", "inf"])
@example(["12", "nan", "-Infinity", "0x10", "nan(1)", "1_0", "١١"])
def test_floats_are_those_that_pandas_reads(cells):
    column = pd.Series(cells, dtype="str", index=range(5, 5 + len(cells)))
    expected = pd.to_numeric(column, errors="coerce").astype("float64")
    pd.testing.assert_series_equal(to_floats(column), expected, check_exact=True)


def test_a_blank_or_missing_cell_is_no_number():
    column = pd.Series(["1", "", float("nan"), "2.5"], dtype="str")
    assert to_floats(column).isna().tolist() == [False, True, True, False]
