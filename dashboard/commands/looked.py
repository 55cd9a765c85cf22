"""The command that says up to which day somebody has looked; returns its exit code."""

from datetime import UTC, date, datetime

from dashboard.commands.codes import FINE, WrongUseError
from dashboard.table import dictionary as descriptions
from dashboard.table.coverage import CoverageLook
from dashboard.table.dictionary import DictionaryError, parse_dictionary
from dashboard.table.looked import LookError, with_look
from dashboard.table.transaction import SaveError, locked, save_together
from dashboard.text.language import gettext


def add_options(parser) -> None:
    """Add the days, who looked and what was found."""
    parser.set_defaults(command=run_looked)
    parser.add_argument(
        "--to", required=True, metavar="DAY", help=gettext("last day covered")
    )
    parser.add_argument(
        "--on", default="", metavar="DAY", help=gettext("today if not given")
    )
    parser.add_argument(
        "--by",
        default="the authors of the table",
        help=gettext("a role, no name of a person"),
    )
    parser.add_argument(
        "--text", default="", help=gettext("what was searched and found")
    )


def run_looked(options) -> int:
    """Write one more search into datapackage.json; print what it now says."""
    today = datetime.now(UTC).date()
    on = _day("on", options.on) if options.on else today
    to = _day("to", options.to)
    if to > on:
        raise WrongUseError(
            gettext("--to {to}: lies after {on}, the day of the search", to=to, on=on)
        )
    path = descriptions.DATAPACKAGE
    look = CoverageLook(on, to, options.by.strip(), options.text.strip())
    if not look.by:
        raise WrongUseError(gettext("--by: must say who looked"))
    try:
        with locked(path.parent):
            text = with_look(path.read_bytes().decode("utf-8"), look)
            made = parse_dictionary(text, path.name)
            save_together(path.parent, {path.name: text.encode("utf-8")})
    except (LookError, DictionaryError, SaveError) as error:
        raise WrongUseError(str(error)) from error
    words = gettext(
        "{file}: data to {end}, looked on {on} by {who}",
        file=path.name,
        end=made.coverage_end,
        on=on,
        who=look.by,
    )
    print(words)
    return FINE


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUseError(
            gettext(
                "{option} {given}: must be a day as YYYY-MM-DD",
                option=f"--{name}",
                given=text,
            )
        ) from error
