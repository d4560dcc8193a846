"""What every form is told beside the articles."""

from collections.abc import Callable

import msgspec

from ontherecord.findings import Finding


class Settings(msgspec.Struct, frozen=True):
    """How an export is written.

    Attributes:
        on_finding: called with a finding for all that the form cannot hold.
        byte_order_mark: begin each CSV file with one, by which Excel sees that it is UTF-8.
    """

    on_finding: Callable[[Finding], None] = lambda _: None
    byte_order_mark: bool = False
