"""A value that an object works out once, without keeping other objects waiting."""

import functools
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 12):
    once = functools.cached_property
else:

    class once(functools.cached_property):
        """As ``functools.cached_property`` is since Python 3.12.

        Before, all objects of a class waited for one lock: while the answers for one
        person were worked out, nobody else's page went on.
        """

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            kept = vars(instance)
            if self.attrname not in kept:
                kept[self.attrname] = self.func(instance)
            return kept[self.attrname]
