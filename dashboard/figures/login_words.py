"""What the page says to those who log in, and to those who may not."""

from dashboard.text.language import N_, gettext

ASK = N_("This dashboard is for those who log in.")
LOG_IN, LOG_OUT = N_("Log in"), N_("Log out")
SHUT = N_("Nobody can log in now")
READ_ON = N_("docs/DEPLOY.md says how a login is set up.")
NO_TOML = N_("it is no valid TOML; the server's terminal says where")
NO_PACKAGE = N_(
    "secrets.toml asks for a login, but the packages for it are not installed: "
    "python3 start.py setup --auth."
)


def shut_words(why: str) -> str:
    """Return why the dashboard lets nobody in, for whoever keeps the server."""
    return f"{gettext(SHUT)}. {why.rstrip('.')}. {gettext(READ_ON)}"


def unreadable_words(why: str) -> str:
    """Return what is said of a secrets.toml that cannot be read."""
    return gettext("secrets.toml cannot be read: {why}", why=why)


def not_listed_words(who: str) -> str:
    """Return what someone reads who has logged in and is on no list.

    ``who`` is the address or name that the provider gave; blank where it gave none.
    """
    if who:
        return gettext(
            "You are logged in as {who}, but not on the list of those who may read "
            "this dashboard. Ask whoever keeps it, or log in as someone else.",
            who=who,
        )
    return gettext(
        "You are logged in, but not on the list of those who may read this dashboard. "
        "Ask whoever keeps it, or log in as someone else."
    )


def logged_in_words(who: str, role: str) -> str:
    """Return the line at the foot: who is logged in, in which role."""
    if who:
        return gettext("Logged in as {who} ({role})", who=who, role=role)
    return gettext("Logged in ({role})", role=role)


def open_to_all_words(address: str) -> str:
    """Return the warning about a server without a login that others can reach.

    ``address`` is what it listens on, blank for all networks.
    """
    if address:
        words = gettext(
            "The dashboard listens on {address}, and there is no login: whoever "
            "reaches it sees its tables.",
            address=address,
        )
    else:
        words = gettext(
            "The dashboard listens on every network of this machine, and there is no "
            "login: whoever reaches it sees its tables."
        )
    return f"{words} {gettext(READ_ON)}"
