"""Why the machine refuses a file, in the language of now.

The system says it in a language of its own, mostly English. What it says often is in
the catalogues; the rest stays as it is.
"""

import errno

from dashboard.text.language import N_, again, gettext

REASONS = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EEXIST: N_("File exists"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.EMFILE: N_("Too many open files"),
    errno.EIO: N_("Input/output error"),
}
"""As Linux says them; another system's own words are not looked up."""


def reason_of(error: OSError) -> str:
    """Return the reason of an error without its file: ``strerror`` in words we have."""
    told = error.strerror or str(error)
    known = REASONS.get(error.errno or 0)
    return gettext(known) if known == told else again(told)
