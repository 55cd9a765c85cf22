"""Log in, where the server asks for it; nothing of a table is read before that.

Streamlit logs people in (``[auth]`` of its secrets.toml, OpenID Connect). Who of them
may read and who may edit is said by ``[roles]`` beside it. Whatever is wrong with
either shuts the dashboard: it never opens by a slip.
"""

import sys
import threading
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.auth_util import is_authlib_installed
from streamlit.errors import StreamlitAuthError, StreamlitSecretNotFoundError

from dashboard.crash import log_line
from dashboard.editing.leave import LOOPBACK
from dashboard.figures.login_words import (
    ASK,
    LOG_IN,
    LOG_OUT,
    NO_PACKAGE,
    NO_TOML,
    logged_in_words,
    not_listed_words,
    open_to_all_words,
    shut_words,
    unreadable_words,
)
from dashboard.resources import page_script
from dashboard.roles import EDITOR, RolesError, check_auth, read_roles
from dashboard.table.fingerprint import saved_stamp
from dashboard.text.language import N_, gettext, message_of
from dashboard.text.machine import reason_of
from dashboard.views._crash import safely
from dashboard.views._words import plain

SECRETS = "secrets.toml"
AUTH, ROLES = "auth", "roles"
"""Tables of that file."""
NO_AUTH = N_(
    "secrets.toml has [roles] but no [auth], in small letters: nobody could log in"
)
ASKED = threading.Event()
"""Set once this server has asked for a login; a browser can empty caches, not this."""
GONE = N_(
    "secrets.toml asked for a login when the server started; the file or its [auth] "
    "is gone"
)
STAMPS: dict[str, tuple[int, int]] = {}
"""When each file of secrets was saved that was read last, and its size."""

_asked = st.components.v2.component(
    "incident_asked",
    html="<span></span>",
    js=page_script("asked.js"),
)


def let_in() -> bool:
    """Return whether the page may be drawn; draw the way in where it may not."""
    try:
        secrets = _secrets()
        if AUTH not in secrets:
            _say_once_if_open()
            return True
        role = _role(secrets)
    except (RolesError, StreamlitAuthError) as error:
        st.error(plain(shut_words(message_of(error))), icon=":material/lock:")
        return False
    _asked(key="asked", data={"isIn": bool(role)}, height=0)
    if role:
        return True
    if st.user.get("is_logged_in"):
        st.warning(plain(not_listed_words(_who())), icon=":material/lock:")
        st.button(gettext(LOG_OUT), on_click=safely(st.logout))
    else:
        _draw_way_in(secrets[AUTH])
    return False


def has_login() -> bool:
    """Return whether this server asks people to log in."""
    return AUTH in _secrets()


def may_edit_by_role() -> bool:
    """Return whether who has logged in is an editor."""
    return _role(_secrets()) == EDITOR


def draw_who() -> None:
    """Draw who is logged in and the way out, where there is a login."""
    if not has_login():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="who"):
        st.caption(plain(logged_in_words(_who(), _role(_secrets()))), width="content")
        st.button(gettext(LOG_OUT), on_click=safely(st.logout), type="tertiary")


def _draw_way_in(auth: dict[str, Any]) -> None:
    st.subheader(gettext(ASK))
    several: list[str | None] = [None] if "client_id" in auth else []
    several += [
        name
        for name, each in auth.items()
        if isinstance(each, dict) and "client_id" in each
    ]
    for name in several or [None]:  # without any, Streamlit says what is missing
        label = gettext("Log in: {name}", name=name) if name else gettext(LOG_IN)
        if not st.button(plain(label), type="primary"):
            continue
        try:
            st.login(name)
        except StreamlitAuthError as error:
            st.error(plain(shut_words(message_of(error))), icon=":material/lock:")


def _role(secrets: dict[str, Any]) -> str:
    """Return the role of this session's person. Raises RolesError."""
    if not is_authlib_installed():
        raise RolesError(gettext(NO_PACKAGE))
    return read_roles(secrets.get(ROLES)).role_of(st.user.to_dict())


def _who() -> str:
    named = (st.user.get(each) for each in ("email", "preferred_username", "name"))
    return next((each for each in named if isinstance(each, str) and each), "")


def _secrets() -> dict[str, Any]:
    """Return the server's secrets, none where it has no such file. Raises RolesError.

    One that cannot be read, or has gone since it was read, shuts the dashboard.
    """
    _forget_if_saved()
    try:
        secrets = st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if any(Path(each).exists() for each in st.get_option("secrets.files")):
            print(log_line(error, SECRETS, None), file=sys.stderr, flush=True)
            raise RolesError(unreadable_words(gettext(NO_TOML))) from error
        secrets = {}
    except RecursionError as error:
        raise RolesError(unreadable_words(gettext(NO_TOML))) from error
    except (OSError, ValueError) as error:
        why = (
            reason_of(error)
            if isinstance(error, OSError)
            else gettext("it is not UTF-8 text")
        )
        raise RolesError(
            unreadable_words(why or gettext("the file system refuses"))
        ) from error
    if AUTH in secrets:
        ASKED.set()
        check_auth(secrets[AUTH])
    elif {name.casefold() for name in secrets} & {AUTH, ROLES}:
        raise RolesError(gettext(NO_AUTH))
    elif ASKED.is_set():
        raise RolesError(gettext(GONE))
    return secrets


def _forget_if_saved() -> None:
    """Let Streamlit read a file of secrets again that was saved since.

    It watches them itself, but no more once one was broken or gone: whoever is taken
    off the list after that would stay on it.
    """
    for each in st.get_option("secrets.files"):
        saved = saved_stamp(Path(each))
        if STAMPS.setdefault(each, saved) != saved:
            STAMPS[each] = saved
            st.secrets._reset()


@st.cache_resource(show_spinner=False)
def _say_once_if_open() -> None:
    """Tell the terminal that others reach a server without a login."""
    address = st.get_option("server.address") or ""
    if address not in LOOPBACK:
        print(open_to_all_words(address), file=sys.stderr, flush=True)
