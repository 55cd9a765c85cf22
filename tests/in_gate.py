"""Parameters of which the gate takes some, and the long run all."""

from collections.abc import Iterable

import pytest


def in_gate(values: Iterable, *quick) -> list:
    """Return parameters for ``parametrize``: all but ``quick`` are marked ``full``."""
    values = list(values)
    assert set(quick) <= set(values), "the gate asks for what is not there"
    return [
        pytest.param(
            *(each if isinstance(each, tuple) else (each,)),
            marks=() if each in quick else pytest.mark.full,
        )
        for each in values
    ]
