"""What the Method page says of reading a map: of our table, and of any other one."""

from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext

NO_DESCRIPTION = N_(
    "This table came without a description; what is said here is made from the file."
)
OF_OURS = (
    N_(
        "**No strike has official coordinates.** A mark is a point that we worked out "
        "from a report; its circle says how far off it may be. An incident of which "
        "only a sea or a country is known is never a mark: it is counted on the plate "
        "of that area."
    ),
    N_(
        "**Deaths are low, best and high.** Low is what was said to be dead at the "
        "time; best adds those lost at sea and presumed dead, who are shown as "
        "missing and never added again. A blank is not reported; 0 is none."
    ),
    N_(
        "**An incident is a row without a parent.** Parts, such as a follow-up strike "
        "or one site of a larger operation, are listed under it and never counted as "
        "incidents."
    ),
    N_(
        "**Verification** is about independent confirmation that an event took place "
        "as described, not about who was on board."
    ),
)
OF_ANY = (
    N_(
        "**A mark is a point that the table gives.** Its circle says how far off it "
        "may be. An incident of which only an area is known is never a mark: it is "
        "counted on the plate of that area."
    ),
    N_(
        "**Deaths are low, best and high,** as the table gives them. A blank is not "
        "reported; 0 is none."
    ),
    N_(
        "**An incident is a row without a parent.** Parts are listed under it and "
        "never counted as incidents."
    ),
)
DISTANCES = N_(
    "**Distances** are geodesic on WGS84, in nautical miles (NM, 1,852 m); the range "
    "is what the circle allows. They are blank where the layers of coasts and zones "
    "do not reach: outside 120° to 50° W, 10° S to 33° N."
)


def columns_title(columns: int) -> str:
    """Return the title over the columns of a table, folded away."""
    return ngettext(
        "{count} column of the table, and what they mean",
        "{count} columns of the table, and what they mean",
        columns,
    )


def layers_title(layers: int) -> str:
    """Return the title over the layers of the map, folded away."""
    return ngettext(
        "{count} layer of the map: source, version, licence",
        "{count} layers of the map: source, version, licence",
        layers,
    )


def is_described(dictionary: Dictionary) -> bool:
    """Return whether a description came with the table; ours has one."""
    return dictionary.file is None or dictionary.file.described


def reading_points(dictionary: Dictionary) -> list[str]:
    """Return what a reader of the map has to know, as Markdown, one point each."""
    own = OF_OURS if dictionary.file is None else OF_ANY
    return [*map(gettext, own), gettext(DISTANCES)]
