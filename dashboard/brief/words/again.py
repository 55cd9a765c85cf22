"""How a reader makes a printed brief again: a public address, or a command."""

import shlex
from urllib.parse import urlencode

from dashboard.brief.words.look import USUAL_LOOK, Look, look_query
from dashboard.selection.filters import FILTERS, to_query
from dashboard.selection.link import LANG
from dashboard.selection.selected import Selected
from dashboard.settings import NAME, USUAL, Settings
from dashboard.text.language import SOURCE, current, gettext

PROGRAM = "python -m dashboard brief"
GREY = ("grey", "1")
"""A choice that is an option without a value."""


def again_words(link: str, command: str, public_address: str = "") -> str:
    """Return what a picture prints: its link, else the command that makes it again.

    A link without a public address leads nowhere on another machine, so it is left
    out. Blank where there is no command either, as for a table that is not ours.
    """
    if public_address:
        return gettext("link {link}", link=link)
    if not command:
        return ""
    return gettext("make it again with {command}", command=command)


def brief_command(
    selected: Selected,
    *,
    layout: str,
    title: str = "",
    banner: str = "",
    as_of: str = "",
    second: Selected | None = None,
    look: Look = USUAL_LOOK,
    settings: Settings = USUAL,
) -> str:
    """Return the command that makes a brief of our own table again.

    Where settings change the picture it asks for them by the usual name of their file:
    only the office knows where that lies.

    Every value stands behind "=", so that none is taken for another option. Blank for
    another table: only its reader knows where its file lies.
    """
    if selected.dataset.dictionary.file is not None:
        return ""
    pairs = [
        pair
        for key, kind in FILTERS.items()
        if selected.selection.get(key) is not None
        for pair in kind.query(selected.selection[key])
    ]
    if second is not None:
        against = urlencode(to_query(second.selection, opening={}))
        pairs.append(("against", against or "campaign="))
    own = {"layout": layout, "title": title, "banner": banner, "as_of": as_of}
    pairs += [(key, text) for key, text in own.items() if text]
    pairs += [pair for pair in look_query(look) if pair != GREY]
    pairs += [("settings", NAME)] if any(settings.drawn) else []
    pairs += [(LANG, current())] if current() != SOURCE else []
    options = [shlex.quote(f"--{key.replace('_', '-')}={text}") for key, text in pairs]
    return " ".join([PROGRAM, *options, *(["--grey"] if look.grey else [])])
