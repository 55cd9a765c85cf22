"""What a data set tells the dashboard about itself: title, opening, areas, actors.

It is the member ``dashboard`` of ``datapackage.json``. Code names no sea, campaign or
actor of one data set: it asks here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.table.json_members import Member
from dashboard.text.language import N_, gettext

PLACE = N_("must be [longitude, latitude] in degrees")
OUTLINE = N_("must be three or more [longitude, latitude] in degrees")
VIEW = N_(
    "must be [west, south, east, north] in degrees, west < east and south < north"
)

Place = tuple[float, float]
Codes = Mapping[str, list[str]]
"""Column to the codes that it allows."""


@dataclass(frozen=True)
class Area:
    """An area that is known only by name, and where on the map its plate may stand.

    ``plate`` is the best place for the plate and ``outline`` the rough shape in which
    it may move: (longitude, latitude) in degrees. ``other_names`` are names of the
    same water on the base map; the map leaves them out beside the plate.
    """

    area_id: str
    name: str
    plate: Place
    outline: tuple[Place, ...]
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dispute:
    """Land that one state administers and another one claims."""

    administered_by: str
    claimed_by: str

    @property
    def words(self) -> str:
        """Both sides in words, as they stand beside the hatching of the map."""
        return gettext(
            "administered by {one}, claimed by {other}",
            one=self.administered_by,
            other=self.claimed_by,
        )


@dataclass(frozen=True)
class Description:
    """The member ``dashboard`` of a data package.

    ``opening_filters`` is the selection that the dashboard opens on, and
    ``opening_view`` west, south, east and north of the map then, in degrees.
    ``subjects`` is what a title calls a campaign whose label says too little, and
    ``adjectives`` the word for an actor in a title ("US"). Actors that begin with one
    of ``article_actors`` take "the" in a sentence. Of the campaigns in
    ``no_official_positions`` no position is official. ``panels`` are the panels of
    weekly bars: title to theatres. ``vague_places`` say little where a closer place
    follows. Of a data set in the ``first_person`` pages may say "we": its authors are
    those of the dashboard. ``short_title`` stands for the title where there is little
    room; blank for none.
    """

    title: str
    opening_filters: dict[str, list[str]]
    opening_view: tuple[float, float, float, float]
    areas: dict[str, Area]
    disputes: tuple[Dispute, ...]
    subjects: dict[str, str]
    adjectives: dict[str, str]
    article_actors: tuple[str, ...]
    no_official_positions: tuple[str, ...]
    panels: dict[str, tuple[str, ...]]
    vague_places: tuple[str, ...]
    first_person: bool = False
    short_title: str = ""

    @property
    def opening_corners(self) -> tuple[Place, Place]:
        """South-west and north-east corner at opening, (latitude, longitude)."""
        west, south, east, north = self.opening_view
        return ((south, west), (north, east))


def read_description(package: Member, codes: Codes) -> Description:
    """Return the member ``dashboard`` of a data package.

    ``codes`` are the columns of the table that have codes. Raises
    :class:`~dashboard.table.json_members.MemberError` with what it must be.
    """
    top = package.object("dashboard")
    opening, actors = top.object("opening"), top.object("actors")
    campaigns, theatres = codes.get("campaign", []), codes.get("theatre", [])
    return Description(
        title=top.text("title"),
        opening_filters=_filters(opening, codes),
        opening_view=_view(opening),
        areas={item.text("area_id"): _area(item) for item in top.objects("areas")},
        disputes=tuple(map(_dispute, top.objects("disputed"))),
        subjects=_of_campaigns(top, campaigns),
        adjectives=actors.words("adjectives"),
        article_actors=actors.texts("with_article"),
        no_official_positions=top.codes("no_official_positions", campaigns),
        panels={
            item.text("title"): item.codes("theatres", theatres)
            for item in top.objects("panels")
        },
        vague_places=top.texts("vague_places"),
        first_person=_first_person(top),
        short_title=top.text("short_title") if "short_title" in top.value else "",
    )


def _first_person(top: Member) -> bool:
    value = top.value.get("first_person", False)
    if not isinstance(value, bool):
        raise top.wrong("first_person", N_("must be true or false"))
    return value


def _filters(opening: Member, codes: Codes) -> dict[str, list[str]]:
    filters = opening.object("filters")
    for column in filters.value:
        if column not in codes:
            known = ", ".join(codes)
            allowed = gettext("is not a column with codes, one of {known}", known=known)
            raise filters.wrong(column, allowed)
    return {name: list(filters.codes(name, codes[name])) for name in filters.value}


def _view(opening: Member) -> tuple[float, float, float, float]:
    view = opening.numbers("view", VIEW)
    if len(view) != 4 or not (-180 <= view[0] < view[2] <= 180):
        raise opening.wrong("view", VIEW)
    west, south, east, north = view
    if not -90 <= south < north <= 90:
        raise opening.wrong("view", VIEW)
    return west, south, east, north


def _area(item: Member) -> Area:
    plate = item.numbers("plate", PLACE)
    pairs = item.value.get("outline")
    if not _is_place(plate):
        raise item.wrong("plate", PLACE)
    if not isinstance(pairs, list) or len(pairs) < 3:
        raise item.wrong("outline", OUTLINE)
    rings = Member({str(at): pair for at, pair in enumerate(pairs)}, item.path)
    outline = tuple(rings.numbers(str(at), OUTLINE) for at in range(len(pairs)))
    if not all(map(_is_place, outline)):
        raise item.wrong("outline", OUTLINE)
    return Area(
        area_id=item.text("area_id"),
        name=item.text("name"),
        plate=(plate[0], plate[1]),
        outline=tuple((pair[0], pair[1]) for pair in outline),
        other_names=item.texts("other_names"),
    )


def _is_place(numbers: tuple[float, ...]) -> bool:
    return len(numbers) == 2 and abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90


def _dispute(item: Member) -> Dispute:
    return Dispute(item.text("administered_by"), item.text("claimed_by"))


def _of_campaigns(top: Member, campaigns: list[str]) -> dict[str, str]:
    subjects = top.words("subjects")
    for code in subjects:
        if code not in campaigns:
            known = ", ".join(campaigns)
            allowed = gettext("is not a campaign, one of {known}", known=known)
            raise top.object("subjects").wrong(code, allowed)
    return subjects
