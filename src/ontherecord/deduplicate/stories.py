"""Stories: which of the copies is the one to use, and which articles are updates rather than copies."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from ontherecord.deduplicate.sketches import Sketches, common, containment, runs_of
from ontherecord.findings import SPLIT_LEAK, STORY_COPY, STORY_UPDATE, Finding
from ontherecord.records import Article
from ontherecord.release_tables import DEFAULT_SPLIT
from ontherecord.word_runs import words

if TYPE_CHECKING:
    from ontherecord.deduplicate.sketches import Runs

LEAST_KEPT = 0.6
"""Share of the runs of the earlier version that an update keeps."""

MOST_SHARED = 0.2
"""Share of its runs that a new paragraph has in common with the earlier version at most."""

FEWEST_NEW_WORDS = 8
"""Words of a new paragraph; shorter ones are notes such as `This story has been updated.`"""

MOST_VERSIONS = 8
"""Earlier versions with which an article is compared, the latest first."""


class Member(msgspec.Struct, frozen=True):
    """What is remembered of an article.

    Attributes:
        number: its place in the input.
        text: the number of its text; articles with the same words have one.
        id: its id.
        published: day of publication.
        length: length of its text.
        publisher: name of its publisher, case folded.
        split: the split to which it belongs.
    """

    number: int
    text: int
    id: str
    published: datetime.date | None
    length: int
    publisher: str | None
    split: str

    @classmethod
    def of(cls, article: Article, number: int, text: int) -> "Member":
        """What is remembered of an article with a text."""
        publisher = article.source.name.casefold() if article.source.name else None
        split = article.split or DEFAULT_SPLIT
        return cls(number, text, article.id, article.published, len(article.text or ""), publisher, split)

    @property
    def rank(self) -> tuple[datetime.date, int, str, int]:
        """The least is the canonical one: published first, then the longest, then by id."""
        return self.published or datetime.date.max, -self.length, self.id, self.number


class Place(msgspec.Struct, frozen=True):
    """The articles of one story in the order of their rank, and the place of one article among them."""

    members: Sequence[Member]
    place: int

    @property
    def canonical(self) -> Member:
        """The one to use."""
        return self.members[0]

    @property
    def member(self) -> Member:
        """The article itself."""
        return self.members[self.place]


def ranks_of_texts(members: Sequence[Member]) -> list[int]:
    """For each text the place of the first of its articles among all, in the order of their rank."""
    ranks: dict[int, int] = {}
    for place, member in enumerate(sorted(members, key=lambda member: member.rank)):
        ranks.setdefault(member.text, place)
    return [ranks[text] for text in range(len(ranks))]


def places(members: Sequence[Member], cluster_of: Mapping[int, int]) -> dict[int, Place]:
    """The place of each article that is not the only one of its story, by its number.

    Args:
        members: all articles.
        cluster_of: the text by whose number the cluster of a text goes; one that is not there is its own.
    """
    stories: dict[int, list[Member]] = {}
    for member in members:
        stories.setdefault(cluster_of.get(member.text, member.text), []).append(member)
    found: dict[int, Place] = {}
    for story in stories.values():
        if len(story) > 1:
            story.sort(key=lambda member: member.rank)
            found |= {member.number: Place(story, place) for place, member in enumerate(story)}
    return found


def story_findings(article: Article, place: Place, sketches: Sketches) -> Iterator[Finding]:
    """What is noteworthy about an article of a story: that it is a copy or an update, or in another split."""
    member, canonical = place.member, place.canonical
    if place.place == 0:
        return
    earlier, new_paragraphs = _earlier_version(article, place, sketches)
    if earlier is not None:
        yield STORY_UPDATE.finding(f"an update of {earlier.id!r}, {new_paragraphs} new paragraphs", article=article.id)
    else:
        share = containment(sketches.runs(member.text), sketches.runs(canonical.text))
        yield STORY_COPY.finding(f"a copy of {canonical.id!r}, {share:.0%} of the shorter text", article=article.id)
    if member.split != canonical.split:
        yield SPLIT_LEAK.finding(
            f"a copy of {canonical.id!r}, which is in split {canonical.split}, not {member.split}", article=article.id
        )


def _earlier_version(article: Article, place: Place, sketches: Sketches) -> tuple[Member | None, int]:
    """The version by the same publisher that an article updates, and how many paragraphs are new in it."""
    member = place.member
    if member.publisher is None or member.published is None:
        return None, 0
    versions = [
        other
        for other in reversed(place.members[: place.place])
        if other.publisher == member.publisher and other.text != member.text and other.published
    ]
    runs = sketches.runs(member.text)
    for version in versions[:MOST_VERSIONS]:
        earlier = sketches.runs(version.text)
        if common(earlier, runs) >= LEAST_KEPT * len(earlier):
            paragraphs = map(words, (article.text or "").split("\n\n"))
            new = sum(
                _is_new(runs_of(paragraph), earlier) for paragraph in paragraphs if len(paragraph) >= FEWEST_NEW_WORDS
            )
            if new:
                return version, new
    return None, 0


def _is_new(paragraph: "Runs", earlier: "Runs") -> bool:
    return common(paragraph, earlier) <= MOST_SHARED * len(paragraph)
