"""One person before the dashboard, as the server sees one: Streamlit's own protocol.

A :class:`Visitor` opens the page over a websocket, keeps what its widgets hold, sends
one run for each change of a filter, as the browser does, and reads every message of
the answer. It draws nothing.
"""

import asyncio
import random
import time
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

FILTERS = {
    "preset": "button_group",
    "verification": "button_group",
    "geo_precision": "button_group",
    "theatre": "button_group",
    "calendar": "selectbox",
    "region": "selectbox",
}
"""The filters that a visitor changes: key of the widget, and its kind."""
RESET_EVERY = 5
"""A visitor takes all filters off after so many changes."""
RUNS_KEPT = 2
"""Runs after which the browser forgets a message that did not come again."""
PATIENCE = 60.0
"""Seconds to wait for the end of a run; a longer one is an error."""


class VisitError(Exception):
    """Raised where the server shows an error, closes, or does not answer in time."""


class Visitor:
    """One session. ``seconds`` are those of each change of a filter, as they came.

    ``patience`` are the seconds after which a run that has not ended is an error.
    """

    def __init__(self, url: str, seed: int, patience: float = PATIENCE) -> None:
        parts = urlsplit(url)
        self._address = f"ws://{parts.netloc}{parts.path}/_stcore/stream"
        self._random, self._patience = random.Random(seed), patience
        self._widgets: dict[str, tuple[str, list[str]]] = {}
        self._states: dict[str, WidgetState] = {}
        self._kept: dict[str, int] = {}
        self._query, self._changes, self._runs = "", 0, 0
        self.received = 0
        self.seconds: list[float] = []

    async def __aenter__(self) -> "Visitor":
        self._socket = await connect(
            self._address, subprotocols=["streamlit"], max_size=None, proxy=None
        )
        return self

    async def __aexit__(self, *_) -> None:
        await self._socket.close()

    async def open_page(self) -> float:
        """Open the page Map; return the seconds until it is whole."""
        return await self._run({})

    async def change_filter(self) -> float:
        """Change one filter at random, or reset; return the seconds until all came."""
        self._changes += 1
        state = None
        if self._changes % RESET_EVERY:
            state = self._new_choice()
        state = state or WidgetState(id=self._widgets["reset"][0], trigger_value=True)
        taken = await self._run({state.id: state})
        self.seconds.append(taken)
        return taken

    def _new_choice(self) -> WidgetState | None:
        """Return a filter's widget with one of its choices; None where none is left."""
        offered = [key for key in FILTERS if self._widgets.get(key, ("", []))[1]]
        if not offered:
            return None
        key = self._random.choice(offered)
        widget, options = self._widgets[key]
        state = WidgetState(id=widget)
        choice = self._random.choice(options[:40])  # a list is not read to its end
        if FILTERS[key] == "selectbox":
            state.string_value = choice
        else:
            state.string_array_value.data.append(choice)
        return state

    async def _run(self, changed: dict[str, WidgetState]) -> float:
        self._runs += 1
        oldest = self._runs - RUNS_KEPT
        self._kept = {hash_: at for hash_, at in self._kept.items() if at >= oldest}
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self._query
        run.widget_states.widgets.extend((self._states | changed).values())
        run.cached_message_hashes.extend(self._kept)
        self._states |= {i: s for i, s in changed.items() if not s.trigger_value}
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await self._read_run(start + self._patience)
        return time.perf_counter() - start

    async def _read_run(self, until: float) -> None:
        while True:
            left = until - time.perf_counter()
            try:
                raw = await asyncio.wait_for(self._socket.recv(), max(left, 0.01))
            except TimeoutError as error:
                raise VisitError("no answer in time") from error
            self.received += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "script_finished" and self._is_end(message):
                return
            self._take(kind, message)

    def _is_end(self, message: ForwardMsg) -> bool:
        """Return whether a run is over; a run that begins again at once is not."""
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise VisitError("the page has a fault in its code")
        return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def _take(self, kind: str, message: ForwardMsg) -> None:
        """Keep what the browser would keep of a message."""
        if kind == "ref_hash":
            if message.ref_hash not in self._kept:
                raise VisitError("a message was left out that this visitor never had")
            self._kept[message.ref_hash] = self._runs
        elif message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if kind == "session_event":
            raise VisitError(str(message.session_event)[:200])
        if kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            name = element.WhichOneof("type")
            if name == "exception":
                raise VisitError(element.exception.message[:200])
            self._take_widget(name, getattr(element, name))

    def _take_widget(self, kind: str, widget) -> None:
        identity = getattr(widget, "id", "")
        if not identity or kind not in ("button_group", "selectbox", "button"):
            return
        key = identity.split("-", 2)[-1]
        options = list(getattr(widget, "options", []))
        if kind == "button_group":
            options = [each.content for each in options]
        self._widgets[key] = identity, options
        if getattr(widget, "set_value", False):
            self._states.pop(identity, None)
