"""Licences of texts: their SPDX names, which allow anybody to publish the text, and which ask for a line of credit.

Open is what the Open Definition (opendefinition.org, version 2.1) calls so: use, change and sharing for any purpose.
Creative Commons licences with NC or ND are therefore closed.
"""

import csv
import functools
import importlib.resources
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from license_expression import Licensing

CREATIVE_COMMONS = re.compile(
    r"(?:creative commons |cc|https?://creativecommons\.org/licenses/)?[ -]?(?P<terms>by(?:[ -](?:sa|nc|nd)){0,2})"
    r"[ /-]?v?(?P<version>[1-4]\.\d)(?:[ /-](?P<port>[a-z]{2,3}))?/?",
    re.IGNORECASE,
)
OPEN_TERMS = ("BY", "BY-SA")
REFERENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
LONGEST_EXPRESSION = 1000
"""Code points of a licence expression; nothing that is longer names licences."""


class License(msgspec.Struct, frozen=True):
    """A licence expression in its SPDX spelling.

    Attributes:
        expression: the expression.
        is_open: whether anybody may publish the text.
        is_known: whether all its licences are in the table of known licences.
        needs_attribution: whether who publishes the text must show a line of credit.
    """

    expression: str
    is_open: bool
    is_known: bool = True
    needs_attribution: bool = False


def read_license(text: str) -> License:
    """Read a licence or an SPDX expression with OR or AND; case and common spellings do not matter."""
    for operator, of_parts, of_duties in ((" OR ", any, all), (" AND ", all, any)):
        if operator in text:
            parts = [read_license(part.strip(" ()")) for part in text.split(operator)]
            return License(
                operator.join(part.expression for part in parts),
                of_parts(part.is_open for part in parts),
                all(part.is_known for part in parts),
                of_duties(part.needs_attribution for part in parts),
            )
    if listed := _table().get(_key(text)):
        return listed
    if match := CREATIVE_COMMONS.fullmatch(text):
        terms = re.sub("[ -]", "-", match["terms"]).upper()
        port = f"-{match['port'].upper()}" if match["port"] else ""
        name = f"CC-{terms}-{match['version']}{port}"
        # SPDX does not list every national version.
        expression = name if is_spdx_expression(name) else f"LicenseRef-{name}"
        return License(expression, terms in OPEN_TERMS, needs_attribution=True)
    if match := CREATIVE_COMMONS.fullmatch(text.removeprefix("LicenseRef-")):
        return read_license(match[0])
    if REFERENCE.fullmatch(text):
        return License(text, is_open=False)
    return License(
        "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-") or "unknown"), is_open=False, is_known=False
    )


@functools.lru_cache(maxsize=1000)
def is_spdx_expression(text: str) -> bool:
    """Whether a text is a licence expression of SPDX (https://spdx.github.io/spdx-spec, annex "License expressions").

    Its licences are in the SPDX list, or are names of their own that begin with `LicenseRef-`.
    """
    if text != text.strip() or not 0 < len(text) <= LONGEST_EXPRESSION:
        return False
    licensing = _spdx_licensing()
    try:
        unknown = licensing.unknown_license_keys(licensing.parse(text, strict=True))
    except Exception:
        # On malformed text the library raises whatever it stumbles over, an IndexError at `()` for one.
        return False
    return all(REFERENCE.fullmatch(key) for key in unknown)


@functools.cache
def _spdx_licensing() -> "Licensing":
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


@functools.cache
def _table() -> Mapping[str, License]:
    rows = importlib.resources.files(__package__).joinpath("licenses.tsv").read_text(encoding="utf-8").splitlines()
    return {
        _key(spelling): License(row["license"], row["open"] == "yes", needs_attribution=row["attribution"] == "yes")
        for row in csv.DictReader(rows, delimiter="\t")
        for spelling in (row["license"], *row["spellings"].split(";"))
        if spelling
    }


def _key(text: str) -> str:
    return re.sub(r"[ _-]+", "-", text.strip()).casefold()
