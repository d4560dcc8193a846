"""Lines that belong to the page and not to the article; the rules are in `boilerplate.toml`."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator, Sequence

import msgspec

from ontherecord.normalize.lines import reads_like_headline
from ontherecord.normalize.raw_article import RawParagraph

LONGEST_LINE = 400
"""Characters that a line of boilerplate has at most."""

FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "―": "-"})
DECORATION = " *~|>»«<•·▶►→←↓↑=_-"
LINK_ROLES = (None, "list")
REST = r".*[\w?!')%]"


class Rule(msgspec.Struct, frozen=True):
    """What one sort of boilerplate looks like.

    Attributes:
        name: told in the finding.
        pattern: matches the whole folded line.
        opens_links: the headlines below are links.
    """

    name: str
    pattern: re.Pattern[str]
    opens_links: bool


class Dropped(msgspec.Struct, frozen=True):
    """A line that was left out and the rule that says so."""

    paragraph: RawParagraph
    rule: str


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules of `boilerplate.toml`, in its order."""
    table = tomllib.loads(
        importlib.resources.files(__package__).joinpath("boilerplate.toml").read_text(encoding="utf-8")
    )
    return tuple(
        Rule(
            rule["name"],
            re.compile("|".join(rule["patterns"]).replace("{rest}", REST), re.IGNORECASE),
            rule.get("opens_links", False),
        )
        for rule in table["rule"]
    )


def matching_rule(line: str) -> Rule | None:
    """The rule by which a whole line is boilerplate, or None."""
    if len(line) > LONGEST_LINE:
        return None
    folded = line.translate(FOLDED).strip(DECORATION)
    return next((rule for rule in rules() if rule.pattern.fullmatch(folded)), None)


def drop_boilerplate(lines: Sequence[RawParagraph]) -> tuple[list[RawParagraph], list[Dropped]]:
    """The lines of the article, and those of the page with their rule."""
    kept: list[RawParagraph] = []
    dropped: list[Dropped] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        rule = matching_rule(line.text)
        position += 1
        if rule is None:
            kept.append(line)
            continue
        dropped.append(Dropped(line, rule.name))
        if rule.opens_links:
            links = list(_links(lines, position))
            dropped.extend(Dropped(link, rule.name) for link in links)
            position += len(links)
    return kept, dropped


def _links(lines: Sequence[RawParagraph], start: int) -> Iterator[RawParagraph]:
    """The lines from `start` on that read like headlines, if they stand close to the line before or end the page.

    Where the format tells what a line is, only items of a list can be links.
    """
    following = []
    for line in lines[start:]:
        if line.role not in LINK_ROLES or not reads_like_headline(line.text):
            break
        following.append(line)
    if start + len(following) == len(lines):
        yield from following
        return
    for before, line in zip(lines[start - 1 :], following, strict=False):
        if line.line - before.line != 1:
            return
        yield line
