"""What a gold file says, as frozen typed objects: a header with the parties, and tags over the text."""

import datetime

from ontherecord.records import DateMod, DateType, MentionForm, OrganizationKind, QuotationKind, Record, SpeakerKind

NOBODY = "-"
"""Written where a quotation has no speaker or is said on nobody's behalf, or an organization is of no known kind."""


class GoldSpeaker(Record, frozen=True):
    """A line of the header about a speaker; the fields are those of `records.Speaker`."""

    id: str
    kind: SpeakerKind
    name: str
    role: str | None = None
    affiliation: str | None = None
    organization_id: str | None = None
    wikidata: str | None = None


class GoldOrganization(Record, frozen=True):
    """A line of the header about an organization; the fields are those of `records.Organization`."""

    id: str
    kind: OrganizationKind | None
    name: str
    country: str | None = None
    wikidata: str | None = None


class OrganizationHead(Record, frozen=True):
    """The tagged words mention an organization."""

    id: str


class SpeakerHead(Record, frozen=True):
    """The tagged words mention a speaker, and are the source of these quotations."""

    id: str
    form: MentionForm = "name"
    source_of: tuple[str, ...] = ()


class CueHead(Record, frozen=True):
    """The tagged words are the cue of these quotations."""

    cue_of: tuple[str, ...]


class QuotationHead(Record, frozen=True):
    """The tagged words are a quotation.

    Attributes:
        id: its id.
        kind: direct, indirect or mixed.
        speaker_id: whose words they are; None where the text does not tell.
        group: shared with the other parts of a broken quotation.
        on_behalf_of: id of an organization; None for that of the speaker, `-` for nobody.
        date_id: when it was said.
        labels: phenomena, in the order of writing.
    """

    id: str
    kind: QuotationKind
    speaker_id: str | None
    group: str | None = None
    on_behalf_of: str | None = None
    date_id: str | None = None
    labels: tuple[str, ...] = ()


class DateHead(Record, frozen=True):
    """The tagged words are a temporal expression."""

    id: str
    type: DateType
    value: str
    mod: DateMod | None = None
    anchor: str | None = None


Head = OrganizationHead | SpeakerHead | CueHead | QuotationHead | DateHead


class Tag(Record, frozen=True):
    """A head and the half-open stretch of the text that it tags."""

    start: int
    end: int
    head: Head


class Gold(Record, frozen=True):
    """A gold file.

    Attributes:
        text: the body without tags.
        tags: in the order in which they open; of two with the same start the outer one comes first.
        speakers: as in the header.
        organizations: as in the header.
        annotators: who annotated the article.
        reviewed: day on which it was last gone through.
        comments: the lines of the header that begin with `#`, without it.
    """

    text: str
    tags: tuple[Tag, ...] = ()
    speakers: tuple[GoldSpeaker, ...] = ()
    organizations: tuple[GoldOrganization, ...] = ()
    annotators: tuple[str, ...] = ()
    reviewed: datetime.date | None = None
    comments: tuple[str, ...] = ()


def cues(gold: Gold) -> dict[str, Tag]:
    """Id of a quotation → the tag of its cue."""
    return {identifier: tag for tag in gold.tags if isinstance(tag.head, CueHead) for identifier in tag.head.cue_of}


def sources(gold: Gold) -> dict[str, tuple[Tag, SpeakerHead]]:
    """Id of a quotation → the tag of its source, and the head of that tag."""
    return {
        identifier: (tag, tag.head)
        for tag in gold.tags
        if isinstance(tag.head, SpeakerHead)
        for identifier in tag.head.source_of
    }


class Place(Record, frozen=True):
    """Where something stands in a file: line and column, both from 1; columns count code points."""

    line: int
    column: int


class ParsedGold(Record, frozen=True):
    """A gold file with the places of its parts, which findings tell.

    Attributes:
        gold: what it says.
        tag_places: of each tag the place where it opens.
        party_lines: id of a party → its line in the header.
        body_line: line on which the body begins.
    """

    gold: Gold
    tag_places: tuple[Place, ...]
    party_lines: dict[str, int]
    body_line: int

    def line_of(self, offset: int) -> int:
        """The line of the file on which an offset of the text stands."""
        return self.body_line + self.gold.text.count("\n", 0, offset)
