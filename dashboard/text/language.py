"""The language that a person reads, and every text of the program put into it.

    with speaking("es"):
        ngettext("{count} incident", "{count} incidents", 3)  # "3 incidentes"

English is written in the code; each other language is one gettext catalogue,
``dashboard/locale/<code>/LC_MESSAGES/dashboard.po``, and a third is one more file. How
to write a text, and to renew the catalogues: ``docs/translator.md``.

The language belongs to the thread (or task) that asks: a page sets it for its run, a
command for its whole life. What keeps texts from one run to the next keeps them for one
language (:func:`current` is part of its key).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, ParamSpec, TypeVar

from babel import Locale
from babel.numbers import format_decimal

from dashboard.text.catalogue import DOMAIN, FOLDER, read_catalogue
from dashboard.text.catalogue import SOURCE as SOURCE
from dashboard.text.catalogue import LanguageError as LanguageError
from dashboard.text.pseudo import PSEUDO

CONVENTIONS = {PSEUDO: "es"}
"""Whose numbers and dates a language writes that CLDR does not know."""
GROUPED_FROM = {"es": 10_000}
"""From where on digits stand in groups (CLDR's minimumGroupingDigits, not in Babel)."""

VARIABLE = "DASHBOARD_LANG"
"""Of the environment, set by ``run --lang``: the language of links that name none."""

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
_language: ContextVar[str] = ContextVar("language", default=SOURCE)
_rewordable: ContextVar[bool] = ContextVar("rewordable", default=False)


class Saying(NamedTuple):
    """A text as it was asked for: plain values, so that it can be kept in a file.

    ``kind`` is the function that was called, ``texts`` are those of the code (or what
    is joined) and ``values`` what fills them in, Rewordables among them.
    """

    kind: str
    texts: tuple[str, ...]
    amount: float = 0
    values: Mapping[str, Any] = MappingProxyType({})


class Rewordable(str):
    """A text in English that knows how it was said: :func:`again` says it anew."""

    saying: Saying

    def __new__(cls, text: str, saying: Saying) -> "Rewordable":
        """Keep beside the text what it was made of."""
        made = super().__new__(cls, text)
        made.saying = saying
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)  # a copy of another process is a plain text


def languages() -> dict[str, str]:
    """Return the languages to choose from: code to its name in itself, English first.

    ``{"en": "English", "es": "español"}``.
    """
    return dict(_languages_in(FOLDER, FOLDER.stat().st_mtime_ns))


@lru_cache(maxsize=4)
def _languages_in(folder: Path, changed: int) -> dict[str, str]:
    """Return them; a page asks some ten times a run, and the folder changes never."""
    found = sorted(path.parents[1].name for path in folder.glob(f"*/*/{DOMAIN}.po"))
    return {code: Locale.parse(code).display_name or code for code in [SOURCE, *found]}


def current() -> str:
    """Return the code of the language that is spoken now."""
    return _language.get()


def use(code: str) -> None:
    """Speak a language from here on, in this thread or task.

    Raises LanguageError, which lists what is allowed, for one that is not there.
    """
    if code not in languages() and code != PSEUDO:
        known = ", ".join(languages())
        raise LanguageError(
            gettext("no language {code!r}: one of {known}", code=code, known=known)
        )
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language inside the block; see :func:`use`."""
    before = current()
    use(code)
    try:
        yield
    finally:
        _language.set(before)


def in_this_language(
    function: Callable[Parameters, Answer],
) -> Callable[Parameters, Answer]:
    """Return the function bound to today's language, for a call from another thread."""
    code = current()

    @wraps(function)
    def call(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        with speaking(code):
            return function(*args, **kwargs)

    return call


@contextmanager
def in_english(rewordable: bool = True) -> Iterator[None]:
    """Speak English inside the block: what is said is kept for readers of any language.

    A table is opened once for all who read it. What is said of it then is kept in
    English; where it is shown :func:`again` says it in the language of the reader.
    """
    before = current(), _rewordable.get()
    _language.set(SOURCE)
    _rewordable.set(rewordable)
    try:
        yield
    finally:
        _language.set(before[0])
        _rewordable.set(before[1])


def again(text: str) -> str:
    """Return a text that was kept in English in the language of now."""
    if current() == SOURCE or not isinstance(text, Rewordable):
        return text
    return _in_words(text.saying)


def message_of(error: BaseException) -> str:
    """Return the message of an error in the language of now: ``str`` loses how."""
    if say := getattr(error, "in_words", None):  # it holds findings, each said again
        return str(say())
    first = error.args[0] if error.args else ""
    return again(first) if isinstance(first, Rewordable) else str(error)


def recounted(text: str, number_of: int) -> str:
    """Return a text that :func:`ngettext` made, with another number in it."""
    if not isinstance(text, Rewordable):
        raise TypeError(text)
    return _said(text.saying._replace(amount=number_of))


def joined(between: str, texts: Iterable[str]) -> str:
    """Return whole texts one after the other, each to be said :func:`again`."""
    return _said(Saying("join", (between, *texts)))


def match(tag: str | None) -> str | None:
    """Return our language for a browser's or system's: "es" for "es-VE", "es_CO.UTF-8".

    None where there is no such language here.
    """
    code = re.split(r"[-_.@]", (tag or "").strip().lower())[0]
    return code if code in languages() else None


def locale() -> str:
    """Return the CLDR locale whose numbers, dates and lists are written now."""
    return CONVENTIONS.get(current(), current())


def gettext(text: str, **values: Any) -> str:
    """Return a text in the language of now, with ``{names}`` filled in.

    ``text`` is written out in the code, whole: never put together from pieces.
    """
    return _said(Saying("gettext", (text,), 0, values))


def pgettext(context: str, text: str, **values: Any) -> str:
    """Return a text whose meaning hangs on where it stands: ``context`` tells."""
    return _said(Saying("pgettext", (context, text), 0, values))


def ngettext(one: str, many: str, number_of: int, **values: Any) -> str:
    """Return a text that counts, by the plural rule of the language.

    ``{count}`` in it is ``number_of``, written as :func:`number` does.
    """
    return _said(Saying("ngettext", (one, many), number_of, values))


def npgettext(context: str, one: str, many: str, number_of: int, **values: Any) -> str:
    """Return a text that counts, as :func:`ngettext`, for a ``context``."""
    return _said(Saying("npgettext", (context, one, many), number_of, values))


def N_(text: str) -> str:
    """Mark a text of a constant for the catalogues; it is said by ``gettext`` later."""
    return text


def in_each_language(english: str, **others: str) -> str:
    """Return a name that is no text of the catalogues, by the code of each language."""
    return _said(Saying("name", (english,), 0, others))


def number(value: float) -> str:
    """Return a whole number as people write it: "1,050", in Spanish "1050"."""
    return _said(Saying("number", (), int(value)))


def decimal(value: float, places: int) -> str:
    """Return a number with so many decimals: "1,050.5", in Spanish "1050,5"."""
    return _said(Saying("number", (), value, {"places": places}))


def _number_in_words(value: float, places: int = 0) -> str:
    if current() == SOURCE:
        return f"{value:,.{places}f}" if places else f"{value:,.0f}"
    return _decimal(round(value, places), places, locale())


@lru_cache(4096)
def _decimal(value: float, places: int, code: str) -> str:
    whole = "0" if abs(value) < GROUPED_FROM.get(code, 0) else "#,##0"
    pattern = f"{whole}.{'0' * places}" if places else whole
    return format_decimal(value, format=pattern, locale=code)


def _said(saying: Saying) -> str:
    # An error is kept as its message: a saying may go to a file or another process.
    values = {
        name: _why(value) if isinstance(value, BaseException) else value
        for name, value in saying.values.items()
    }
    saying = saying._replace(values=values)
    text = _in_words(saying)
    return Rewordable(text, saying) if _rewordable.get() else text


def _why(error: BaseException) -> str:
    """Return the message of an error; the system's without its number and its path."""
    if isinstance(error, OSError) and error.strerror:
        return gettext(error.strerror)  # text/machine.py has those that are translated
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Rewordable) else message_of(error)


def _in_words(saying: Saying) -> str:
    """Say a text in the language of now, and what fills it in too."""
    kind, texts, count, values = saying
    if kind == "join":
        between, *parts = texts
        return between.join(map(again, parts))
    if kind == "name":
        return values.get(locale()) or texts[0]
    if kind == "number":
        return _number_in_words(count, **values)
    now = read_catalogue(current())
    told = {
        name: again(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    if kind == "gettext":
        return _fill(now.gettext(texts[0]), told)
    if kind == "pgettext":
        return _fill(now.pgettext(texts[0], texts[1]), told)
    told = {"count": _number_in_words(int(count)), **told}
    if kind == "ngettext":
        return _fill(now.ngettext(texts[0], texts[1], int(count)), told)
    return _fill(now.npgettext(texts[0], texts[1], texts[2], int(count)), told)


def _fill(text: str, values: dict[str, Any]) -> str:
    return text.format(**values) if values else text
