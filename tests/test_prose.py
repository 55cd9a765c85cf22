"""Sentences are made in rooms of words, never put together where they are shown.

A second language can then come in one place. A widget's fixed label may stay where it
is drawn; text with a number, a name or a condition in it may not.
"""

import ast
import re
from pathlib import Path

import pytest

from dashboard import ROOT

PACKAGE = ROOT / "dashboard"
PLACES = [
    path
    for room in ("views", "layers", "look")
    for path in (PACKAGE / room).glob("*.py")
]
MARKUP = re.compile(r"<[^<>]*>|[\w-]+=\"[^\"]*\"|&\w+;|[\w-]+:[^\s;][^;]*(;|$)")
"""HTML and SVG, their attributes and entities, and CSS: no words."""
WORDS = re.compile(r"[^\W\d_]{2,}[,.:;)]? |[ (·][^\W\d_]{2,}|^[A-Z][a-z]+\b[^/_]*$")
"""Letters beside a blank: an address, a key or a color has none."""
STILL_THERE: dict[str, str] = {}
"""Modules that still put sentences together, and why; this list only shrinks."""
ALLOWED = {
    ("look/charts.py", "0.8px solid {}"): "a border in CSS",
}
"""Text that looks put together and may stay, with the reason; this list only shrinks."""


def pieces(node: ast.AST) -> str:
    """Return the text of an f-string with {} for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(pieces(value) for value in node.values)
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "{}"


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def text_of_call(node: ast.Call) -> ast.AST:
    """Return the text whose ``join`` or ``format`` is called, else the call itself."""
    called = node.func
    fills = isinstance(called, ast.Attribute) and called.attr in ("join", "format")
    return called.value if fills else node


def put_together(tree: ast.AST):
    """Yield every text that is put together: f-string, +, %, format, join."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield pieces(node)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            sides = (node.left, node.right)
            yield from (pieces(each) for each in sides if is_text(each))
        elif isinstance(node, ast.AugAssign) and is_text(node.value):
            yield pieces(node.value)
        elif isinstance(node, ast.Call) and is_text(called_on := text_of_call(node)):
            yield pieces(called_on)


def words_in(source: str) -> set[str]:
    """Return the texts with words that a module puts together."""
    return {
        text
        for text in put_together(ast.parse(source))
        if WORDS.search(MARKUP.sub("", text).strip("\n"))
    }


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", PLACES, ids=short)
def test_a_view_or_a_layer_puts_no_sentence_together(path):
    name = short(path)
    allowed = {text for module, text in ALLOWED if module == name}
    found = words_in(path.read_text(encoding="utf-8")) - allowed
    if name in STILL_THERE:
        assert found, f"{name} is free of sentences: take it off the list"
    else:
        assert found == set()


def test_every_exception_is_still_needed():
    for module, text in ALLOWED:
        source = (PACKAGE / module).read_text(encoding="utf-8")
        assert text in words_in(source), f"{module}: {text!r} is gone"


@pytest.mark.parametrize(
    "source",
    [
        'st.caption(f"{n} rows of the table")',
        'st.caption(f"{n} rows")',
        'st.caption("Kept: " + days)',
        'st.caption("%d rows left" % n)',
        'st.caption("{} rows".format(n))',
        'words += " and more"',
        'st.info(", and then ".join(found))',
        'tip = f"<b>{name}</b><br>departure of {n}"',
        'st.header(f"Reported{more}")',
    ],
)
def test_a_sentence_that_is_put_together_is_found(source):
    assert words_in(source)


@pytest.mark.parametrize(
    "source",
    [
        'st.button("Close", key=f"step_{n}")',
        'st.caption("Nothing is left out here.")',
        'st.markdown(f"**{title}** · {rest}")',
        'key = f"map-{name}-{opening}"',
        'svg = f\'<svg width="{n}" height="20"><path d="M1 {y}"/></svg>\'',
        'address = f"{root}/{page}?{query}"',
        'lines = "\\n".join(each for each in lines)',
    ],
)
def test_a_key_markup_or_a_fixed_label_is_no_sentence(source):
    assert not words_in(source)
