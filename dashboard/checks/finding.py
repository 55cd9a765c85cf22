"""What a check finds: where it is, what stands there, what is allowed, how to mend it."""

import re
from dataclasses import dataclass

from dashboard.text.language import N_, again, gettext
from dashboard.text.terminal import in_one_line

PROBLEM, WARNING, NOTE = N_("problem"), N_("warning"), N_("note")
"""Levels: the row cannot be used; a person should look; an assumption that was made."""
SHOWN_VALUE = 60
"""Characters of a wrong value that a message quotes."""
OF_ONE_ROW = re.compile(r"'[^']*'|“[^”]*”|\d+(?:[.,:-]\d+)*")
"""What a reason takes from its own row: quoted texts, numbers and dates."""


@dataclass(frozen=True)
class Finding:
    """One problem, warning or note about a table.

    ``line`` is the line of the file where the row begins, None where no single row is
    meant. ``message`` is the reason, ``allowed`` says what may stand there and ``fix``
    what to do; both are blank where the message says it already. ``file`` is the name
    of another file than the table, where the finding is about it.
    """

    line: int | None
    column: str
    value: str
    message: str
    level: str = PROBLEM
    allowed: str = ""
    fix: str = ""
    file: str = ""

    def __str__(self) -> str:
        quoted = self.value[:SHOWN_VALUE] + "…" * (len(self.value) > SHOWN_VALUE)
        blank = gettext("(blank)") if self.column and self.line else ""
        value = f"'{quoted}'" if self.value else blank
        where = [self.file] * bool(self.file)
        where += [gettext("line {line}", line=self.line)] * bool(self.line)
        where += [f"{self.column} {value}".strip()] * bool(self.column or value)
        words = ": ".join([", ".join(where)] * bool(where) + [again(self.message)])
        return in_one_line("; ".join([words, *self.more]))

    @property
    def more(self) -> list[str]:
        """What may stand there and what to do, as they follow the reason."""
        allowed = again(self.allowed)
        more = [gettext("allowed: {allowed}", allowed=allowed)] * bool(allowed)
        return more + [again(self.fix)] * bool(self.fix)

    @property
    def level_words(self) -> str:
        """The level as people read it."""
        return gettext(self.level)


def kind_of_reason(message: str) -> str:
    """Return a reason without the values of its row: the same for rows of one fault."""
    return OF_ONE_ROW.sub("…", message)
