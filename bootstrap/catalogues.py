"""The texts of the program for translators: renew each catalogue, or look them over.

  python -m bootstrap.catalogues           renew: new texts come in, unused ones go
  python -m bootstrap.catalogues --check   say what is missing or out of date, exit 1

A translation stays with its English text. Where that text changed it is gone, and the
new text waits untranslated: nothing is guessed from a similar one.
"""

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dashboard.table.write import write_whole

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "dashboard"
LOCALE = PACKAGE / "locale"
DOMAIN = "dashboard"
KEYWORDS = {
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
READ = ("title", "description", "unit", "label", "terms", "means", "message", "at_sea")
"""Members of a JSON file that people read; of the list ``notes`` the sentences."""
FIELD = re.compile(r"\{([^{}]*)\}")
HEADER = """# Texts of the dashboard in {language}.
# python -m bootstrap.catalogues renews this file; see docs/translator.md."""


def extract() -> Catalog:
    """Return every text of the package, each with the files that it stands in."""
    texts = Catalog(charset="utf-8", header_comment="")
    found = extract_from_dir(
        PACKAGE,
        [
            ("**.py", "python"),
            ("table/standard_columns.json", "bootstrap.catalogues:columns"),
            ("importers/formats/*.json", "bootstrap.catalogues:columns"),
        ],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
    )
    for name, _, text, comments, context in sorted(found, key=lambda each: each[:2]):
        place = [(f"dashboard/{name}", 1)]
        texts.add(text, None, place, auto_comments=comments, context=context)
    return texts


def columns(
    file: BinaryIO, *_: object, **options: object
) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Yield the texts of a JSON file that describes columns, as Babel asks for them."""
    for text in _texts_of(json.load(file)):
        yield 1, "gettext", text, ()


def _texts_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in READ and isinstance(inner, str):
                yield inner
            if name == "notes" and isinstance(inner, list):
                yield from (each for each in inner if each.endswith("."))
            yield from _texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_of(inner)


def renewed(path: Path, texts: Catalog) -> Catalog:
    """Return the catalogue at ``path`` with just the texts of the program."""
    known = read(path)
    new = Catalog(
        locale=path.parents[1].name,
        charset="utf-8",
        header_comment=HEADER.format(language=path.parents[1].name),
        fuzzy=False,
    )
    new.mime_headers = [("Plural-Forms", known.plural_forms)]  # the file's own rule
    for message in texts:
        if not message.id:
            continue
        said = known.get(key_of(message), message.context)
        new.add(
            message.id,
            said.string if said and said.id == message.id else None,
            sorted(set(message.locations)),
            flags=said.flags - {"fuzzy"} if said else (),
            auto_comments=message.auto_comments,
            user_comments=said.user_comments if said else (),
            context=message.context,
        )
    return new


def key_of(message: Message) -> str:
    """Return the text by which a catalogue finds a message: that for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def read(path: Path) -> Catalog:
    """Return a catalogue from its file, an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=path.parents[1].name, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name, abort_invalid=True)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as the bytes of its file: the same ones on every day."""
    out = io.BytesIO()
    write_po(out, catalogue, width=88, include_lineno=False)
    text = out.getvalue().decode("utf-8")
    dated = re.compile(
        r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Trans'
        r"lator|Language-Team|Report-Msgid-Bugs-To|Project-Id-Version): .*\n",
        re.MULTILINE,
    )
    return dated.sub("", text).encode("utf-8")


def faults(catalogue: Catalog) -> list[str]:
    """Return what is wrong with the texts of a catalogue, each in a sentence."""
    return [words for message in catalogue if message.id for words in _faults(message)]


def _faults(message: Message) -> Iterable[str]:
    english, said = _forms(message.id), _forms(message.string)
    if not all(said):
        yield f"not translated: {english[0]!r}"
        return
    if message.fuzzy:
        yield f"only a guess (fuzzy): {english[0]!r}"
    wanted = set(FIELD.findall(english[-1]))
    for text in said:
        allowed = wanted | set(FIELD.findall(english[0]))
        if set(FIELD.findall(text)) - allowed:
            yield f"a field that the English text has not: {text!r}"
    if wanted - set(FIELD.findall(said[-1])):
        yield f"a field is lost: {said[-1]!r}"
    for text, source in ((said[0], english[0]), (said[-1], english[-1])):
        if (source[0].isspace(), source[-1].isspace()) != (
            text[0].isspace(),
            text[-1].isspace(),
        ):
            yield f"blanks at the ends differ: {text!r}"


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the forms of a text: one, or one for each number that it counts."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def main(arguments: list[str]) -> int:
    """Renew or check the catalogue of every language; return the exit code."""
    texts, ending = extract(), 0
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        new = renewed(path, texts)
        found = faults(new)
        if "--check" in arguments:
            if written(new) != path.read_bytes():
                found.append(f"{path.relative_to(ROOT)} is out of date")
            ending = ending or bool(found)
        else:
            write_whole(path, written(new))
        print(*found, sep="\n")
        print(f"{path.parents[1].name}: {len(new)} texts, {len(found)} to look at")
    return ending


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
