"""What the page says to those who log in, and to those who may not."""

ASK = "This dashboard is for those who log in."
LOG_IN, LOG_OUT = "Log in", "Log out"
SHUT = "Nobody can log in now"
READ_ON = "docs/DEPLOY.md says how a login is set up."
NO_TOML = "it is no valid TOML; the server's terminal says where"
NO_PACKAGE = (
    "secrets.toml asks for a login, but the packages for it are not installed: "
    "python3 start.py setup --auth."
)


def shut_words(why: str) -> str:
    """Return why the dashboard lets nobody in, for whoever keeps the server."""
    return f"{SHUT}. {why.rstrip('.')}. {READ_ON}"


def unreadable_words(why: str) -> str:
    """Return what is said of a secrets.toml that cannot be read."""
    return f"secrets.toml cannot be read: {why}"


def not_listed_words(who: str) -> str:
    """Return what someone reads who has logged in and is on no list.

    ``who`` is the address or name that the provider gave; blank where it gave none.
    """
    named = f"You are logged in as {who}, but" if who else "You are logged in, but"
    return (
        f"{named} not on the list of those who may read this dashboard. Ask whoever "
        "keeps it, or log in as someone else."
    )


def logged_in_words(who: str, role: str) -> str:
    """Return the line at the foot: who is logged in, in which role."""
    return f"Logged in as {who} ({role})" if who else f"Logged in ({role})"


def open_to_all_words(address: str) -> str:
    """Return the warning about a server without a login that others can reach.

    ``address`` is what it listens on, blank for all networks.
    """
    where = f"on {address}" if address else "on every network of this machine"
    return (
        f"The dashboard listens {where}, and there is no login: whoever reaches it "
        f"sees its tables. {READ_ON}"
    )
