"""XML as text: the prefixes of its namespaces are those that its writer wants.

``xml.etree`` keeps the prefixes of the whole program in one table, in which the newest
holder of a prefix takes it from all others. So they are set and used under one lock:
two sessions may write a KML file and a drawing at the same moment.
"""

import re
from collections.abc import Mapping
from threading import Lock
from xml.etree import ElementTree

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold, not even escaped."""
TABLE = Lock()
"""Held while the prefixes of the program are those of one file."""


def xml_text(root: ElementTree.Element, prefixes: Mapping[str, str]) -> str:
    """Return an element as XML, without a declaration.

    ``prefixes`` has the address of each namespace; "" is the one that needs none.
    """
    with TABLE:
        for prefix, address in prefixes.items():
            ElementTree.register_namespace(prefix, address)
        return ElementTree.tostring(root, "unicode")


def xml_bytes(root: ElementTree.Element, prefixes: Mapping[str, str]) -> bytes:
    """Return an element as a whole XML file in UTF-8."""
    declaration = "<?xml version='1.0' encoding='utf-8'?>\n"
    return f"{declaration}{xml_text(root, prefixes)}".encode("utf-8", "replace")
