"""The article record as frozen typed objects; `schema/article.schema.json` says what each field means.

Fields that `complete` can fill in have a default, so that a minimal row (`id`, `headline`, `text`, `published`)
decodes; encoding always writes every key. Offsets are half-open Unicode code points into `Article.text`.
"""

import datetime
import hashlib
from typing import Literal, TypeVar

import msgspec

# Of three parts, since text such as "1.0" is a number to pandas where a whole column looks like that.
SCHEMA_VERSION: Literal["1.0.0"] = "1.0.0"

GUIDELINE_VERSION = "3"
"""The version of `docs/annotation-guidelines.md` that gold and annotator follow."""

LayerName = Literal["quotations", "speakers", "organizations", "dates"]
LAYER_NAMES: tuple[LayerName, ...] = ("quotations", "speakers", "organizations", "dates")

PublishedPrecision = Literal["day", "month", "year"]
PublishedBasis = Literal["metadata", "dateline", "inferred", "unknown"]
ParagraphRole = Literal["body", "subhead", "caption", "list", "quote", "other"]
Genre = Literal[
    "report",
    "analysis",
    "feature",
    "interview",
    "live",
    "obituary",
    "opinion",
    "press-release",
    "review",
    "round-up",
    "transcript",
    "other",
]
Origin = Literal["collected", "original-factual", "original-fiction"]
Distribution = Literal["full", "standoff", "withheld"]
MentionForm = Literal["name", "nominal", "pronoun"]
SpeakerKind = Literal["person", "organization", "group", "document", "unnamed"]
OrganizationKind = Literal[
    "government",
    "intergovernmental",
    "legislature",
    "court",
    "party",
    "military",
    "police",
    "company",
    "media",
    "university",
    "team",
    "ngo",
    "union",
    "religious",
    "cultural",
    "other",
]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
DateMod = Literal[
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
    "START",
    "MID",
    "END",
    "APPROX",
]
QuotationKind = Literal["direct", "indirect", "mixed"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records: immutable, closed, compared by value."""


class Span(Record, frozen=True):
    """A stretch of the text."""

    start: int
    end: int
    text: str | None

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The span of `text` between two offsets."""
        return cls(start, end, text[start:end])


class SpeakerMention(Record, frozen=True):
    """One place that names or refers to a speaker."""

    start: int
    end: int
    text: str | None
    form: MentionForm = "name"


class Paragraph(Record, frozen=True):
    """One paragraph of the text and what it is on the page."""

    start: int
    end: int
    role: ParagraphRole = "body"


class Source(Record, frozen=True):
    """Where an article came from and how it became a record."""

    name: str | None = None
    url: str | None = None
    archived_url: str | None = None
    retrieved: datetime.date | None = None
    file: str | None = None
    raw_sha256: str | None = None
    media_type: str | None = None
    normalizer_version: str | None = None


class Duplicates(Record, frozen=True):
    """Other copies of the same story in the corpus."""

    cluster: str | None = None
    canonical: bool = True


class Rights(Record, frozen=True):
    """What may be done with the text, and on what evidence."""

    text_license: str | None = None
    holder: str | None = None
    attribution: str | None = None
    evidence: str | None = None
    distribution: Distribution = "standoff"


class Speaker(Record, frozen=True):
    """A party that is quoted in the article."""

    id: str
    name: str | None
    kind: SpeakerKind = "person"
    role: str | None = None
    affiliation: str | None = None
    organization_id: str | None = None
    wikidata: str | None = None
    mentions: tuple[SpeakerMention, ...] = ()


class Organization(Record, frozen=True):
    """A named organization, one row with all its mentions."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: OrganizationKind | None = None
    wikidata: str | None = None
    country: str | None = None
    mentions: tuple[Span, ...] = ()


class Date(Record, frozen=True, kw_only=True):
    """A temporal expression after TIMEX3."""

    id: str = ""
    start: int
    end: int
    text: str | None
    type: DateType
    value: str
    mod: DateMod | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    anchor: str | None = None


class Quotation(Record, frozen=True, kw_only=True):
    """What somebody is reported to have said or written."""

    id: str = ""
    start: int
    end: int
    text: str | None
    kind: QuotationKind
    group: str | None = None
    speaker_id: str | None = None
    organization_id: str | None = None
    phenomena: tuple[str, ...] = ()
    cue: Span | None = None
    source: Span | None = None
    date_id: str | None = None
    confidence: float | None = None
    rule: str | None = None


class Layer(Record, frozen=True):
    """Who or what annotated one layer."""

    name: LayerName
    tool: str
    tool_version: str | None = None
    model: str | None = None
    guideline_version: str = GUIDELINE_VERSION
    reviewed: bool = False
    reviewed_on: datetime.date | None = None
    reviewers: tuple[str, ...] = ()


class Article(Record, frozen=True):
    """One news article with its annotations."""

    id: str
    schema_version: Literal["1.0.0"] = SCHEMA_VERSION
    language: str = "en"
    headline: str | None = None
    kicker: str | None = None
    bylines: tuple[str, ...] = ()
    dateline: str | None = None
    published: datetime.date | None = None
    published_precision: PublishedPrecision | None = None
    published_basis: PublishedBasis = "unknown"
    text: str | None = None
    text_sha256: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    source: Source = Source()
    genre: Genre | None = None
    origin: Origin = "collected"
    fact_sources: tuple[str, ...] = ()
    split: str | None = None
    duplicates: Duplicates = Duplicates()
    rights: Rights = Rights()
    speakers: tuple[Speaker, ...] = ()
    organizations: tuple[Organization, ...] = ()
    dates: tuple[Date, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    layers: tuple[Layer, ...] = ()

    def _repr_html_(self) -> str:
        """The article with its layers, as a notebook draws it."""
        import ontherecord  # Drawing stands above the records: only the package's public names reach it from here

        return ontherecord.article_html(self)


def text_sha256(text: str) -> str:
    """SHA-256 of a text as UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The body paragraphs of a text in which one blank line stands between two paragraphs."""
    paragraphs = []
    start = 0
    for part in text.split("\n\n"):
        end = start + len(part)
        if part:
            paragraphs.append(Paragraph(start, end))
        start = end + len("\n\n")
    return tuple(paragraphs)


def complete(article: Article) -> Article:
    """Fill in what follows from the text and the day of a minimal row: hash, paragraphs, precision and basis."""
    text = article.text
    return msgspec.structs.replace(
        article,
        text_sha256=article.text_sha256 or text_sha256(text or ""),
        paragraphs=article.paragraphs or split_paragraphs(text or ""),
        published_precision=article.published_precision or ("day" if article.published else None),
        published_basis="metadata"
        if article.published and article.published_basis == "unknown"
        else article.published_basis,
        dates=numbered(article.dates, "d"),
        quotations=numbered(article.quotations, "q"),
    )


_Numbered = TypeVar("_Numbered", Date, Quotation)


def numbered(items: tuple[_Numbered, ...], prefix: str) -> tuple[_Numbered, ...]:
    """The items with an id for each that has none: the prefix and its place in the list, from 1."""
    return tuple(
        item if item.id else msgspec.structs.replace(item, id=f"{prefix}{number}")
        for number, item in enumerate(items, start=1)
    )


def layer_of(article: Article, name: LayerName) -> Layer | None:
    """The entry of one layer in `Article.layers`, or None where it is not annotated."""
    return next((layer for layer in article.layers if layer.name == name), None)
