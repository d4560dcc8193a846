"""How far compressed data expands: the bound that stops data made to fill memory and disks."""

MOST_EXPANSION = 250
"""Bytes that one compressed byte may become; pages of news stay under 50."""

ALWAYS_ALLOWED = 64 * 1024 * 1024
"""Bytes up to which data may expand however small they were."""


class TooFarError(ValueError):
    """Compressed data expand beyond all reason."""


class Expansion:
    """The bytes that went into the outermost compression and the bytes that came out of all compressions within it."""

    def __init__(self) -> None:
        self.compressed = 0
        self.expanded = 0

    def add(self, expanded: int) -> None:
        """Count bytes that came out.

        Raises:
            TooFarError: they are too many for what went in.
        """
        self.expanded += expanded
        if self.expanded > max(ALWAYS_ALLOWED, MOST_EXPANSION * self.compressed):
            raise TooFarError
