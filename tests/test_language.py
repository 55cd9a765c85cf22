"""The language of a reader: texts, plurals, numbers, dates, and what is kept of them."""

import pickle
import threading
from datetime import date

import pytest

from bootstrap import catalogues
from dashboard.text import language
from dashboard.text.language import (
    LanguageError,
    again,
    current,
    decimal,
    gettext,
    in_english,
    in_this_language,
    match,
    ngettext,
    number,
    speaking,
    use,
)
from dashboard.text.pseudo import accented
from dashboard.text.words import (
    coordinates_in_words,
    date_in_words,
    day_in_words,
    listing,
    period_in_words,
    range_text,
    short_number,
)
from tests import ROOT

CATALOGUES = sorted(ROOT.glob("dashboard/locale/*/LC_MESSAGES/dashboard.po"))


@pytest.fixture(scope="module")
def texts():
    return catalogues.extract()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_catalogue_is_complete_without_guesses_and_as_the_code_is(path, texts):
    new = catalogues.renewed(path, texts)
    assert catalogues.faults(new) == []
    assert catalogues.written(new) == path.read_bytes(), (
        "run: python -m bootstrap.catalogues"
    )


def test_every_language_is_there_by_its_own_name():
    assert list(language.languages().items())[0] == ("en", "English")
    assert language.languages()["es"] == "español"


@pytest.mark.parametrize(
    "tag, code",
    [
        ("es", "es"),
        ("es-VE", "es"),
        ("es_CO.UTF-8", "es"),
        ("ES", "es"),
        ("en-GB", "en"),
        ("C.UTF-8", None),
        ("", None),
        (None, None),
        ("esperanto", None),
        ("../es", None),
    ],
)
def test_a_tag_of_browser_or_system_finds_its_language(tag, code):
    assert match(tag) == code


def test_a_language_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(LanguageError, match=r"'xx'.*en.*es"):
        use("xx")
    assert current() == "en"


def test_a_language_ends_with_its_block_also_by_an_error():
    with pytest.raises(KeyError), speaking("es"):
        assert current() == "es"
        raise KeyError
    assert current() == "en"


def test_each_thread_has_its_own_language():
    seen = []
    with speaking("es"):
        other = threading.Thread(target=lambda: seen.append(current()))
        other.start()
        other.join()
    assert seen == ["en"]


def test_a_call_from_another_thread_keeps_the_language_that_it_was_made_in():
    seen = []
    with speaking("es"):
        bound = in_this_language(lambda: seen.append(current()))
    other = threading.Thread(target=bound)
    other.start()
    other.join()
    assert seen == ["es"]


def test_numbers_follow_the_language():
    assert (number(1050), number(12345)) == ("1,050", "12,345")
    assert (decimal(1050.25, 1), decimal(0.5, 1)) == ("1,050.2", "0.5")
    with speaking("es"):  # CLDR: no point in a number of four digits
        assert (number(1050), number(12345)) == ("1050", "12.345")
        assert (decimal(12345.25, 2), decimal(0.5, 1)) == ("12.345,25", "0,5")
        assert range_text(215, 238) == "215–238"
        assert short_number(2_500_000) == "2,5 M"


def test_a_text_that_counts_writes_its_number():
    with speaking("qps"):
        assert ngettext("{count} day", "{count} days", 1) == "1 dááy"
        assert ngettext("{count} day", "{count} days", 12345) == "12.345 dááys"


def test_dates_follow_the_language():
    day, later = date(2025, 9, 2), date(2026, 10, 4)
    assert day_in_words(day) == "2 Sep 2025"
    with speaking("es"):
        assert day_in_words(day) == "2 sept 2025"
        assert period_in_words(day, later) == "2 sept 2025 – 4 oct 2026"
        assert period_in_words(date(2026, 4, 19), date(2026, 5, 1), short=True) == (
            "19 abr – 1 may 2026"
        )
        assert date_in_words(day, precision="month") == "sept 2025"
        assert date_in_words(None) == "fecha desconocida"
        assert coordinates_in_words(11.2, -62.6, 60) == "11,2° N, 62,6° O"


@pytest.mark.parametrize(
    "items, words",
    [
        (["Cuba"], "Cuba"),
        (["Cuba", "Aruba"], "Cuba y Aruba"),
        (["Colombia", "Irlanda"], "Colombia e Irlanda"),
        (["agua", "hielo"], "agua y hielo"),
        (["Cuba", "Aruba", "Haití"], "Cuba, Aruba y Haití"),
        (["este y oeste", "islas"], "este y oeste e islas"),
    ],
)
def test_spanish_lists_have_their_and(items, words):
    with speaking("es"):
        assert listing(items) == words


def test_spanish_or_changes_before_its_own_sound():
    with speaking("es"):
        assert listing(["siete", "ocho"], "or") == "siete u ocho"
        assert listing(["seis", "siete"], "or") == "seis o siete"


def test_what_is_kept_in_english_is_said_again_with_all_that_is_in_it():
    with in_english():
        inner = gettext("date not known")
        text = gettext("week of {day}", day=inner)
    assert again(text) == text == "week of date not known"
    with speaking("es"):
        assert again(text) == "semana del fecha desconocida"
        assert again(inner) == "fecha desconocida"
        assert again("a plain text") == "a plain text"
    assert type(pickle.loads(pickle.dumps(text))) is str


def test_in_english_holds_inside_another_language_and_ends():
    with speaking("es"):
        with in_english():
            assert (current(), gettext("date not known")) == ("en", "date not known")
        assert gettext("date not known") == "fecha desconocida"


def test_the_language_of_nobody_leaves_fields_markup_and_addresses_alone():
    assert accented("at {place} <b>km</b> https://a.io/be %(prog)s") == (
        "áát {place} <b>km</b> https://a.io/be %(prog)s"
    )
    with speaking("qps"):
        assert gettext("week of {day}", day="may") == "wéééék óóf may"
