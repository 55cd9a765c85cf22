"""What is not there while a layer that may be missing is missing."""

from dashboard.text.language import N_, gettext

OPTIONAL = {
    "zones": N_("the zone is left blank beyond 12 NM"),
    "disputed": N_("disputed land is not marked"),
    "places": N_("towns are not shown"),
    "ports": N_("ports are not shown"),
    "islands": N_("islands are not found by name"),
}
WORLD_LOSS = N_("rows outside the box of the layers have no state and no country")


def until_then(problem: str, loss: str) -> str:
    """Return what is wrong with a layer, and what is not there until it is mended."""
    return gettext("{problem}. Until then {loss}.", problem=problem, loss=gettext(loss))
