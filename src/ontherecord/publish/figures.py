"""What a release holds, counted for its card."""

import contextlib
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from ontherecord.publish.partition import Split
from ontherecord.publish.tally import Key, Ranking, Tally, rank
from ontherecord.records import LAYER_NAMES, Article
from ontherecord.release_tables import DEFAULT_SPLIT

LONGEST_RANKING = 20


class Breakdown(msgspec.Struct, frozen=True):
    """One way to count.

    Attributes:
        name: its name, which is also that of its place in the card.
        headers: what each part of a key is, and last what is counted.
        keys: what an article adds one to, once for each.
        are_names: whether the keys are names, which grow in number with the articles.
    """

    name: str
    headers: tuple[str, ...]
    keys: Callable[[Article], Iterable[Key]]
    are_names: bool = False


def _quoted_persons(article: Article) -> list[Key]:
    names = {speaker.id: speaker.name for speaker in article.speakers if speaker.kind == "person" and speaker.name}
    return [(names[item.speaker_id],) for item in article.quotations if item.speaker_id in names]


BREAKDOWNS = (
    Breakdown("languages", ("language", "articles"), lambda article: [(article.language,)]),
    Breakdown("publishers", ("publisher", "articles"), lambda article: [(article.source.name,)], are_names=True),
    Breakdown(
        "years",
        ("year", "articles"),
        lambda article: [(str(article.published.year) if article.published else None,)],
    ),
    Breakdown("origins", ("origin", "articles"), lambda article: [(article.origin,)]),
    Breakdown("genres", ("genre", "articles"), lambda article: [(article.genre,)]),
    Breakdown(
        "licenses",
        ("licence of the text", "distribution", "articles"),
        lambda article: [(article.rights.text_license, article.rights.distribution)],
    ),
    Breakdown(
        "quotation_kinds",
        ("kind", "speaker known", "quotations"),
        lambda article: [(item.kind, "yes" if item.speaker_id else "no") for item in article.quotations],
    ),
    Breakdown(
        "quotation_splits",
        ("split", "kind", "quotations"),
        lambda article: [(article.split or DEFAULT_SPLIT, item.kind) for item in article.quotations],
    ),
    Breakdown("speaker_kinds", ("kind", "speakers"), lambda article: [(item.kind,) for item in article.speakers]),
    Breakdown(
        "organization_kinds",
        ("kind", "organizations"),
        lambda article: [(item.kind,) for item in article.organizations],
    ),
    Breakdown("date_types", ("TIMEX3 type", "dates"), lambda article: [(item.type,) for item in article.dates]),
    Breakdown(
        "layers",
        ("layer", "annotated by", "version", "model", "reviewed by a person", "articles"),
        lambda article: [
            (layer.name, layer.tool, layer.tool_version, layer.model, "yes" if layer.reviewed else "no")
            for layer in article.layers
        ],
    ),
    Breakdown("top_speakers", ("person", "quotations"), _quoted_persons, are_names=True),
    Breakdown(
        "top_organizations",
        ("organization", "articles"),
        lambda article: sorted({(item.name,) for item in article.organizations}),
        are_names=True,
    ),
)


class SplitFigures(msgspec.Struct, frozen=True):
    """Counts of one split; words are those of the published texts, parted by white space."""

    articles: int
    standoff: int
    words: int
    quotations: int
    speakers: int
    organizations: int
    dates: int


class Figures(msgspec.Struct, frozen=True):
    """Counts of a release.

    Attributes:
        splits: counts of each split, in order.
        first_day: earliest day of publication, where any is known.
        last_day: latest day of publication, where any is known.
        breakdowns: by name, the counts of each of `BREAKDOWNS` whose keys are no names.
        rankings: by name, the commonest keys of each of `BREAKDOWNS`.
        lengths: by split, how many articles have how many words; those without text are left out.
    """

    splits: dict[str, SplitFigures]
    first_day: datetime.date | None
    last_day: datetime.date | None
    breakdowns: dict[str, Counter[Key]]
    rankings: dict[str, Ranking]
    lengths: dict[str, Counter[int]]

    @property
    def total(self) -> SplitFigures:
        """The sum of all splits."""
        counts = [msgspec.structs.asdict(split) for split in self.splits.values()]
        return SplitFigures(**{name: sum(row[name] for row in counts) for name in SplitFigures.__struct_fields__})


def measure(splits: Sequence[Split]) -> Figures:
    """Count the articles of all splits."""
    by_split = {}
    lengths: dict[str, Counter[int]] = {split.name: Counter() for split in splits}
    days: set[datetime.date] = set()
    breakdowns: dict[str, Counter[Key]] = {item.name: Counter() for item in BREAKDOWNS if not item.are_names}
    with contextlib.ExitStack() as stack:
        tallies = {item.name: stack.enter_context(Tally()) for item in BREAKDOWNS if item.are_names}
        for split in splits:
            counts: Counter[str] = Counter()
            for article in split.articles():
                counts.update(_counts(article))
                if article.text is not None:
                    lengths[split.name][len(article.text.split())] += 1
                if article.published:
                    days.add(article.published)
                for item in BREAKDOWNS:
                    (tallies if item.are_names else breakdowns)[item.name].update(item.keys(article))
            by_split[split.name] = SplitFigures(**{name: counts[name] for name in SplitFigures.__struct_fields__})
        rankings = {
            **{name: rank(counted, LONGEST_RANKING) for name, counted in breakdowns.items()},
            **{name: tally.rank(LONGEST_RANKING) for name, tally in tallies.items()},
        }
    return Figures(by_split, min(days, default=None), max(days, default=None), breakdowns, rankings, lengths)


def _counts(article: Article) -> dict[str, int]:
    return {
        "articles": 1,
        "standoff": article.rights.distribution == "standoff",
        "words": len((article.text or "").split()),
        **{name: len(getattr(article, name)) for name in LAYER_NAMES},
    }
