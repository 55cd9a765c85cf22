"""What checks and reading find, said in Spanish of a table that was opened in English."""

import json
import re
from datetime import datetime

import pytest

from dashboard.checks.problems import InvalidIncidentsError
from dashboard.checks.report import grouped, summary
from dashboard.dataset import STOPS, open_table
from dashboard.in_language import in_language
from dashboard.openers.opened import TableSource
from dashboard.store.document import from_document, to_document
from dashboard.table import coordinates, dates, numbers
from dashboard.table.reasons import reason_in_words
from dashboard.text.language import (
    again,
    gettext,
    in_english,
    message_of,
    number,
    speaking,
)
from dashboard.views._open import open_in_steps
from tests.importing import SAMPLES

NUMBER = re.compile(r"\d+")
WRONG = b"""incident_id,date,latitude,longitude,deaths_low,deaths_best,deaths_high,survivors
a,2025-09-02,91,-62,1,2,3,
b,02/09/2025,10,-62,5,2,3,-4
c,2025-02-31,10,N 62,1;5,2,3,
d,2025-09-02,"1,234",-62,1,2,3,
d,2025-09-02,10,,1,2,3,
e,2025-09-02,10,-62,40,41,42000000000,
"""


def opened(content=WRONG, name="wrong.csv"):
    return open_table(TableSource(name, content))


def numbers_of(text: str) -> list[str]:
    return sorted(NUMBER.findall(re.sub(r"(?<=\d)[.,\u00a0\u202f](?=\d)", "", text)))


def test_problems_of_an_opened_table_are_said_in_spanish_with_the_same_numbers():
    dataset = opened()
    assert len(dataset.problems) >= 6
    english = [str(each) for each in dataset.problems]
    with speaking("es"):
        said = in_language(dataset)
        spanish = [str(each) for each in said.problems]
    words = [{each.message for each in part.problems} for part in (dataset, said)]
    assert words[0].isdisjoint(words[1])
    assert [*map(numbers_of, english)] == [*map(numbers_of, spanish)]
    assert "línea 2, latitude '91': debe estar entre -90 y 90" in spanish[0]
    assert [str(each) for each in dataset.problems] == english


def test_rows_left_out_keep_their_counts_and_get_their_reasons_in_spanish():
    dataset = opened()
    with speaking("es"):
        said = in_language(dataset)
    assert said.left_out.rows == dataset.left_out.rows > 0
    counts = [(rows, line) for _, rows, line in dataset.left_out.reasons]
    assert [(rows, line) for _, rows, line in said.left_out.reasons] == counts
    assert said.reading == dataset.reading
    assert not {r[0] for r in said.left_out.reasons} & {
        r[0] for r in dataset.left_out.reasons
    }


@pytest.mark.parametrize("name", ["ucdp_mexico.csv", "iom_2026.csv", "asam.csv"])
def test_what_an_importer_says_is_in_spanish_and_as_long_as_in_english(name):
    table = open_in_steps(TableSource(name, (SAMPLES / name).read_bytes()))
    english = summary(table.report)
    with speaking("es"):
        spanish = summary(table.report)
    assert len(english) == len(spanish)
    assert [*map(numbers_of, english)] == [*map(numbers_of, spanish)]
    assert not set(english) & set(spanish)


def test_a_table_opened_while_spanish_is_spoken_is_the_same_table():
    english = opened()
    with speaking("es"):
        other = opened()
        assert str(other.problems[0]).startswith("línea")
    assert other.problems == english.problems
    assert other.reading == english.reading
    assert other.left_out == english.left_out


def test_an_error_that_stops_an_opening_is_said_in_the_language_of_the_reader():
    with pytest.raises(STOPS) as caught:
        opened(b"", "empty.csv")
    english = message_of(caught.value)
    with speaking("es"):
        spanish = message_of(caught.value)
    assert english == str(caught.value) == ("empty.csv: empty. It holds no table.")
    assert spanish == "empty.csv: vacío. No contiene ninguna tabla."


def test_all_findings_of_a_table_without_a_column_are_said_again():
    with in_english():
        error = InvalidIncidentsError(opened().problems[:2])
    with speaking("es"):
        assert message_of(error).count("\n") == 1
        assert "línea 2" in message_of(error)


@pytest.mark.parametrize(
    ("reason", "spanish"),
    [
        (
            numbers.TWO_WAYS.format(thousands="1234", decimals="1.234"),
            "puede ser 1234 o 1.234: escribir los millares sin signo y los decimales "
            "con punto",
        ),
        (dates.NOT_A_DATE, "debe ser una fecha, mejor escrita AAAA-MM-DD"),
        (
            f"latitude {coordinates.WRONG_LETTER.format(letter='W', axis='latitude')}",
            "latitude tiene la letra W, que no corresponde a latitude",
        ),
        ("longitude is blank", "longitude está en blanco"),
    ],
)
def test_the_reason_of_a_cell_is_found_again_with_its_values(reason, spanish):
    assert reason_in_words(reason) == reason
    with speaking("es"):
        assert reason_in_words(reason) == spanish


def test_a_kept_table_still_knows_how_to_say_its_findings():
    dataset = opened()
    document, _ = to_document(dataset.problems)
    kept = from_document(document, None, None)
    assert kept == dataset.problems
    with speaking("es"):
        assert [*map(str, kept)] == [*map(str, dataset.problems)]
        assert str(kept[0]).startswith("línea 2")


def test_a_number_in_a_kept_text_follows_the_language():
    with in_english():
        kept = number(10_000_000)
    assert kept == "10,000,000"
    problem = opened().problems[-1]
    assert "10,000,000" in str(problem)
    with speaking("es"):
        assert "10,000,000" not in str(problem)
        assert "10.000.000" in str(problem).replace("\u00a0", ".").replace(
            "\u202f", "."
        )


def test_groups_of_findings_count_the_same_in_both_languages():
    rows = WRONG + b"f,2025-09-02,95,-62,1,2,3,\n"
    problems = opened(rows).problems
    english = grouped(problems)
    with speaking("es"):
        spanish = grouped(problems)
    assert len(english) == len(spanish)


def test_a_text_with_a_value_that_no_document_holds_keeps_it_in_words():
    when = datetime(2026, 1, 2, 3, 4)
    with in_english():
        text = gettext("{file} cannot be read: {error}", file="a.csv", error=when)
    document, _ = to_document(text)
    kept = from_document(json.loads(json.dumps(document)), None, None)
    assert kept == text == "a.csv cannot be read: 2026-01-02 03:04:00"
    with speaking("es"):
        assert again(kept) == again(text) != text
