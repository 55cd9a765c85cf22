"""Run the command line: ``python -m dashboard --help``."""

import sys

NOT_WHOLE = (
    "python -m dashboard: the installation is not whole ({}). To mend it, run `python3 "
    "start.py setup`, or install the wheel of conflict-incidents again."
)
OUR_FAULT, STOPPED = 3, 130
"""Exit codes of :mod:`dashboard.commands.codes`, which may not be there to ask."""


def main() -> int:
    """Run one command and return its exit code, quiet from the first import on."""
    try:
        from dashboard.openers.drivers import leave_out_others

        leave_out_others()  # here, as whatever a command imports may load GDAL
        from dashboard.commands.cli import main as run
    except KeyboardInterrupt:
        return STOPPED
    except ImportError as error:
        print(NOT_WHOLE.format(error), file=sys.stderr)
        return OUR_FAULT
    return run()


if __name__ == "__main__":
    sys.exit(main())
