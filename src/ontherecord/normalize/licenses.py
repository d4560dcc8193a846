"""Licences of texts: their SPDX names and which of them allow anybody to publish the text.

Open is what the Open Definition (opendefinition.org, version 2.1) calls so: use, change and sharing for any purpose.
Creative Commons licences with NC or ND are therefore closed.
"""

import csv
import functools
import importlib.resources
import re
from collections.abc import Mapping

import msgspec

CREATIVE_COMMONS = re.compile(
    r"(?:creative commons |cc|https?://creativecommons\.org/licenses/)?[ -]?(?P<terms>by(?:[ -](?:sa|nc|nd)){0,2})"
    r"[ /-]?v?(?P<version>[1-4]\.\d)(?:[ /-](?P<port>[a-z]{2,3}))?/?",
    re.IGNORECASE,
)
OPEN_TERMS = ("BY", "BY-SA")
REFERENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


class License(msgspec.Struct, frozen=True):
    """A licence expression in its SPDX spelling, whether it is open, and whether it is known at all."""

    expression: str
    is_open: bool
    is_known: bool = True


def read_license(text: str) -> License:
    """Read a licence or an SPDX expression with OR or AND; case and common spellings do not matter."""
    for operator, opens in ((" OR ", any), (" AND ", all)):
        if operator in text:
            parts = [read_license(part.strip(" ()")) for part in text.split(operator)]
            return License(
                operator.join(part.expression for part in parts),
                opens(part.is_open for part in parts),
                all(part.is_known for part in parts),
            )
    if listed := _table().get(_key(text)):
        return listed
    if match := CREATIVE_COMMONS.fullmatch(text):
        terms = re.sub("[ -]", "-", match["terms"]).upper()
        port = f"-{match['port'].upper()}" if match["port"] else ""
        return License(f"CC-{terms}-{match['version']}{port}", terms in OPEN_TERMS)
    if REFERENCE.fullmatch(text):
        return License(text, is_open=False)
    return License(
        "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-") or "unknown"), is_open=False, is_known=False
    )


@functools.cache
def _table() -> Mapping[str, License]:
    rows = importlib.resources.files(__package__).joinpath("licenses.tsv").read_text(encoding="utf-8").splitlines()
    return {
        _key(spelling): License(row["license"], row["open"] == "yes")
        for row in csv.DictReader(rows, delimiter="\t")
        for spelling in (row["license"], *row["spellings"].split(";"))
        if spelling
    }


def _key(text: str) -> str:
    return re.sub(r"[ _-]+", "-", text.strip()).casefold()
