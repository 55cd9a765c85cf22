"""What makes a print readable to those who cannot see it: language, tags, bookmarks.

Each picture is a figure with its words, each page of text a paragraph (PDF 1.4, 9.7):
a reader's program says the words of the figure and reads the text of the other pages.
Matplotlib knows nothing of this, so it is added to the finished pages.
"""

from collections.abc import Sequence
from typing import cast

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from dashboard.text.language import N_, current, gettext

PICTURE, LIST = N_("Picture"), N_("Every incident and its sources")
"""Names of the bookmarks, said by ``gettext``."""


def tag(
    writer: PdfWriter, alts: Sequence[str], bookmarks: Sequence[tuple[str, int]]
) -> None:
    """Set language, title bar, bookmarks and tags of a print.

    ``alts`` are the words of its first pages, each a picture that is drawn by one step
    named ``/Picture``; the others are text. ``bookmarks`` are names with the number of
    their page, from 0.
    """
    root = writer.root_object
    root.update(
        named(
            Lang=TextStringObject(current()),
            MarkInfo=DictionaryObject(named(Marked=BooleanObject(True))),
            ViewerPreferences=DictionaryObject(
                named(DisplayDocTitle=BooleanObject(True))
            ),
            StructTreeRoot=_tree(writer, alts),
            PageMode=NameObject("/UseOutlines"),
        )
    )
    for name, number in bookmarks:
        writer.add_outline_item(name, number)


def bookmarks_of(pictures: int, pages: int) -> list[tuple[str, int]]:
    """Return the bookmarks of a brief: each of its pictures, and its list."""
    names = [
        gettext("Picture, page {number} of {many}", number=number, many=pictures)
        if pictures > 1
        else gettext(PICTURE)
        for number in range(1, pictures + 1)
    ]
    marks = [(name, number) for number, name in enumerate(names)]
    return [*marks, *([(gettext(LIST), pictures)] if pages > pictures else [])]


def named(**values: PdfObject) -> dict[NameObject, PdfObject]:
    """Return the entries of a dictionary as a PDF has them."""
    return {NameObject(f"/{name}"): each for name, each in values.items()}


def _tree(writer: PdfWriter, alts: Sequence[str]) -> IndirectObject:
    """Return the tree of tags: one document, in it an element for each page."""
    tree = DictionaryObject(named(Type=NameObject("/StructTreeRoot")))
    root = writer._add_object(tree)
    document = DictionaryObject(named(S=NameObject("/Document"), P=root))
    body = writer._add_object(document)
    elements, parents = ArrayObject(), ArrayObject()
    for number, page in enumerate(writer.pages):
        element = DictionaryObject(
            named(
                P=body, Pg=cast(PdfObject, page.indirect_reference), K=NumberObject(0)
            )
        )
        if number < len(alts):
            element.update(_figure(page, alts[number]))
        else:
            element.update(named(S=NameObject("/P")))
            _mark(writer, page)
        page.update(named(StructParents=NumberObject(number)))
        elements.append(writer._add_object(element))
        parents += [NumberObject(number), ArrayObject([elements[-1]])]
    document.update(named(K=elements))
    tree.update(
        named(K=body, ParentTree=DictionaryObject(named(Nums=ArrayObject(parents))))
    )
    return root


def _figure(page: PageObject, alt: str) -> dict[NameObject, PdfObject]:
    """Return what tells that a page is a figure, and its words."""
    box = ArrayObject(FloatObject(each) for each in page.mediabox)
    place = DictionaryObject(named(O=NameObject("/Layout"), BBox=box))
    return named(S=NameObject("/Figure"), Alt=TextStringObject(alt), A=place)


def _mark(writer: PdfWriter, page: PageObject) -> None:
    """Mark all that a page of text draws as one piece."""
    ends = []
    for step in (b"/P <</MCID 0>> BDC", b"EMC"):
        stream = DecodedStreamObject()
        stream.set_data(step)
        ends.append(writer._add_object(stream))
    drawn = page.raw_get("/Contents")
    inner = drawn if isinstance(drawn, ArrayObject) else [drawn]
    page.update(named(Contents=ArrayObject([ends[0], *inner, ends[1]])))
