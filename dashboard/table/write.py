"""Write files whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path | str, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    The content goes to a new file beside it, which then takes its place: after an
    error the old file is as it was. Raises OSError.
    """
    path = Path(path)
    part = NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name[:40]}-", delete=False
    )
    try:
        with part:
            part.write(content)
        os.chmod(part.name, _mode(path))
        os.replace(part.name, path)
    except BaseException:
        Path(part.name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the rights of the file to replace, or those that a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
