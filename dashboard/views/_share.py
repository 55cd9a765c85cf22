"""What a reader shares with one click: the address of the page, a sentence about it."""

import streamlit as st

from dashboard.figures.share_words import share_texts
from dashboard.resources import page_script

HTML = """
<span class="buttons">
  <button type="button" class="link"></button>
  <button type="button" class="sentence"></button>
</span>
<span class="said" role="status" aria-live="polite"></span>
"""
CSS = """
.buttons { display: inline-flex; gap: 6px; }
button {
  font: 400 14px/1.2 "Source Sans", "Source Sans 3", sans-serif; color: var(--chosen);
  background: var(--ground); border: 1px solid var(--chosen-edge); border-radius: 4px;
  padding: 6px 10px; cursor: pointer; white-space: nowrap;
}
button:hover { background: var(--chosen-ground); }
button:focus-visible { outline: 2px solid var(--chosen-edge); outline-offset: 2px; }
button[hidden] { display: none; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; }
.said { clip-path: inset(50%); }
"""

_share = st.components.v2.component(
    "incident_share",
    html=HTML,
    css=CSS,
    js=page_script("share.js"),
)


def draw_share(sentence: str, said: str, link: str = "") -> None:
    """Draw the buttons that copy the page's address and a sentence about it.

    ``said`` is what a screen reader hears after a change; ``link`` stands for the
    address of the browser where that would not show the same.
    """
    _share(
        data={"link": link, "sentence": sentence, "texts": share_texts(), "said": said},
        key="share",
        width="content",
    )
