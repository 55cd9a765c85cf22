"""The error of every brief that cannot be made as it was asked for."""


class BriefError(ValueError):
    """Raised where a choice for a brief is not allowed; says what is."""
