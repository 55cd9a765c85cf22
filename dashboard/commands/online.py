"""Ask the web whether a page still answers, and whether an archive has a copy of it.

The only code of this project that needs a network. It sends addresses of sources to
their own hosts and to the Internet Archive, and nothing else.
"""

import json
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from dashboard.text.language import N_, gettext

AVAILABLE = "https://archive.org/wayback/available?url="
SAVE = "https://web.archive.org/save/"
"""The Wayback Machine's own addresses: which copy there is, and make one."""
AGENT = "conflict-incidents/sources-check"
SECONDS, WORKERS = 20, 8
FINE, MOVED, GONE = N_("fine"), N_("moved"), N_("gone")
REFUSED, SILENT = N_("refused"), N_("no answer")
STAMP = re.compile(r"/web/(\d{4})(\d{2})(\d{2})\d*[a-z_]*/")
TROUBLES = (OSError, HTTPException, ValueError)


class NoNetworkError(Exception):
    """Raised where nothing at all answers; one sentence for people."""


@dataclass(frozen=True)
class Answer:
    """What a page answered: one of the words above, the status and where it led."""

    url: str
    kind: str
    status: int | None = None
    moved_to: str = ""
    why: str = ""


@dataclass(frozen=True)
class Copy:
    """An archived copy: its address and the day it was made, ISO; blank for none."""

    url: str = ""
    day: str = ""


def check_page(url: str) -> Answer:
    """Return what a page answers. Raises nothing: what goes wrong is the answer."""
    try:
        with _open(url) as response:
            led = response.geturl()
            if _bare(led) != _bare(url):
                return Answer(url, MOVED, response.status, led)
            return Answer(url, FINE, response.status)
    except urllib.error.HTTPError as error:
        kind = GONE if error.code in (404, 410) else REFUSED
        return Answer(url, kind, error.code, why=f"HTTP {error.code}")
    except TROUBLES as error:
        return Answer(url, SILENT, why=_reason(error))


def check_pages(urls: Iterable[str]) -> list[Answer]:
    """Return the answer of each page, in order; several are asked at once.

    Raises NoNetworkError where none of them and no archive can be reached.
    """
    every = list(urls)
    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(check_page, every))
    if every and all(each.kind == SILENT for each in answers):
        try:
            find_copy(every[0])
        except TROUBLES as error:
            raise NoNetworkError(
                gettext(
                    "No page and no archive could be reached ({why}): this needs a "
                    "network. Nothing was checked and nothing was changed.",
                    why=_reason(error),
                )
            ) from error
    return answers


def find_copy(url: str) -> Copy:
    """Return the archive's latest copy of a page. Raises OSError or ValueError."""
    with _open(f"{AVAILABLE}{urllib.parse.quote(url, safe='')}") as response:
        found = json.loads(response.read(1 << 20))
    closest = found.get("archived_snapshots", {}).get("closest", {})
    address = str(closest.get("url", ""))
    if not closest.get("available") or not address.startswith(("http://", "https://")):
        return Copy()
    return Copy(address, _day(str(closest.get("timestamp", ""))))


def make_copy(url: str) -> Copy:
    """Ask the archive to save a page; return the copy. Raises OSError or ValueError."""
    with _open(f"{SAVE}{url}") as response:
        address = response.geturl()
    if not (stamp := STAMP.search(address)):
        raise ValueError(gettext("the archive gave no address of a copy"))
    return Copy(address, "-".join(stamp.groups()))


def _open(url: str) -> Any:
    if not url.startswith(("http://", "https://")):
        raise ValueError(gettext("no http or https address"))
    quoted = urllib.parse.quote(url, safe=":/?#[]@!$&'()*+,;=%~")
    request = urllib.request.Request(quoted, headers={"User-Agent": AGENT})
    return urllib.request.urlopen(request, timeout=SECONDS)


def _bare(url: str) -> str:
    """Return an address without what does not make it another page."""
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _day(stamp: str) -> str:
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if len(stamp) >= 8 else ""


def _reason(error: BaseException) -> str:
    inner = getattr(error, "reason", None) or error
    if isinstance(inner, socket.gaierror):
        return gettext("the host is not known")
    if isinstance(inner, TimeoutError):
        return gettext("no answer in {seconds} seconds", seconds=SECONDS)
    return str(getattr(inner, "strerror", "") or inner)
