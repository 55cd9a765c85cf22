"""``validate --seal``: the description tells how many rows its table has, and which."""

from pathlib import Path

import pandas as pd

from dashboard.checks.companions import SEAL_IT
from dashboard.checks.finding import PROBLEM, WARNING, Finding
from dashboard.commands.codes import WrongUseError
from dashboard.figures.standing_words import cut_short_words
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.companions import read_companions, seal_for
from dashboard.table.dictionary import Dictionary
from dashboard.table.fingerprint import bytes_sha256
from dashboard.table.read import read_text
from dashboard.table.seal import Seal, with_seal
from dashboard.table.standard import STANDARD
from dashboard.table.standing import find_standing
from dashboard.table.write import write_whole
from dashboard.text.language import N_, gettext
from dashboard.text.machine import reason_of

RESOURCE = "incidents"
EDITED = N_("the file is not the one that datapackage.json describes")


def find_standing_of(
    file: str, text: pd.DataFrame, dictionary: Dictionary
) -> list[Finding]:
    """Return a problem where a table is cut short, a warning where it was edited.

    Only a file with the name and the columns of our own table is compared with what
    the description tells of it; of any other only an unfinished last line shows.
    """
    path = Path(file)
    ours = is_ours(path, text)
    content = path.read_bytes()
    seal = dictionary.seal if ours else None
    standing = find_standing(content, len(text), seal, bytes_sha256(content))
    if standing.kind == "cut_short":
        fix = SEAL_IT if ours else ""
        return [Finding(None, "", "", cut_short_words(standing), PROBLEM, fix=fix)]
    if standing.kind == "edited":
        return [Finding(None, "", "", gettext(EDITED), WARNING, fix=SEAL_IT)]
    return []


def is_ours(path: Path, text: pd.DataFrame) -> bool:
    """Return whether a table has the name and the columns of ours."""
    return path.name == read.INCIDENTS.name and set(STANDARD) <= set(text)


def seal_table(file: str, text: pd.DataFrame) -> Seal:
    """Write rows, bytes and checksum of our table into its description.

    Those of the files beside it (sources, publishers, history) are written as well.

    The caller has checked the table. Raises WrongUseError for another table, for one
    that ends in the middle of a line, and where the description cannot be written.
    """
    path = Path(file)
    if path.resolve() != read.INCIDENTS.resolve():
        raise WrongUseError(
            gettext(
                "--seal: datapackage.json describes {ours} of this dashboard, not "
                "{file}",
                ours=read.INCIDENTS.name,
                file=file,
            )
        )
    content = path.read_bytes()
    sha256 = bytes_sha256(content)
    if find_standing(content, len(text), None, sha256).kind == "cut_short":
        raise WrongUseError(
            gettext("--seal: the last line of {file} is unfinished", file=path.name)
        )
    seal = seal_for(content, len(text))
    description = descriptions.DATAPACKAGE
    try:
        sealed = with_seal(description.read_text(encoding="utf-8"), RESOURCE, seal)
        for name, each in read_companions(description, path.parent).items():
            rows = len(read_text(each.path))
            own = seal_for(each.path.read_bytes(), rows)
            sealed = with_seal(sealed, name, own)
        write_whole(description, sealed.encode("utf-8"))
    except OSError as error:
        raise WrongUseError(
            f"--seal: {description.name}: {reason_of(error)}"
        ) from error
    return seal
