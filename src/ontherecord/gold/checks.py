"""What is wrong within a gold file whose tags can all be read: references, sources, labels, parties."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from ontherecord.findings import (
    ID_DEFINED_TWICE,
    IDS_OUT_OF_ORDER,
    LABEL_DIFFERS,
    NAME_NOT_IN_TEXT,
    REVIEW_UNDATED,
    SOURCE_DIFFERS,
    UNDEFINED_ID,
    UNTAGGED_NAME,
    UNUSED_PARTY,
    Code,
    Finding,
)
from ontherecord.gold.heads import PUBLISHED
from ontherecord.gold.model import (
    NOBODY,
    CueHead,
    DateHead,
    Gold,
    GoldOrganization,
    GoldSpeaker,
    Head,
    OrganizationHead,
    ParsedGold,
    Place,
    QuotationHead,
    SpeakerHead,
    Tag,
    cues,
    sources,
)
from ontherecord.records import MentionForm, SpeakerKind

SHORTEST_NAME = 4
"""Code points of a name that is looked for where it is not tagged."""

KIND_LABELS: dict[str, SpeakerKind] = {
    "organization-speaker": "organization",
    "document-speaker": "document",
    "group-speaker": "group",
    "unnamed-speaker": "unnamed",
}
FORM_LABELS: dict[str, MentionForm] = {"pronoun-speaker": "pronoun", "nominal-speaker": "nominal"}
"""Label → the kind of speaker, or form of source, that it stands for."""
INVERTED_BY_NATURE = frozenset({"according-to", "passive"})
"""Labels of attributions whose cue can stand before the source without any inversion."""
CUELESS = frozenset({"layout", "headline-colon", "repeated"})
"""Labels of quotations that have no cue and do not float."""
GROUP_LABELS = frozenset({"broken", "multi-paragraph"})
"""Labels of the parts of a group."""


def check_gold(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """The findings about one gold file, with file and line."""
    for check in (_check_ids, _check_references, _check_sources, _check_labels, _check_parties, _check_names):
        yield from check(parsed, file)
    if not parsed.gold.annotators or parsed.gold.reviewed is None:
        lacking = "annotator:" if not parsed.gold.annotators else "reviewed:"
        yield REVIEW_UNDATED.finding(f"no line {lacking}", file=file, line=1)


def _check_ids(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """Every quotation and date is defined once, has at most one cue and source, and ids count in order."""
    defined: dict[str, Place] = {}
    for tag, place in _tags(parsed):
        for name in _defines(tag.head):
            if name in defined:
                yield _found(ID_DEFINED_TWICE, f"{name} stands in line {defined[name].line} too", file, place)
            defined.setdefault(name, place)
    for letter in "qdso":
        for number, identifier in enumerate(_first_ids(parsed, letter), start=1):
            if identifier != f"{letter}{number}":
                yield IDS_OUT_OF_ORDER.finding(f"{identifier} stands where {letter}{number} is expected", file=file)
                break


def _defines(head: Head) -> list[str]:
    """What no other tag may define."""
    match head:
        case QuotationHead() | DateHead():
            return [head.id]
        case CueHead():
            return [f"the cue of {identifier}" for identifier in head.cue_of]
        case SpeakerHead():
            return [f"the source of {identifier}" for identifier in head.source_of]
        case OrganizationHead():
            return []


def _check_references(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """All ids that tags and parties refer to are defined."""
    own = {tag.head.id for tag in parsed.gold.tags if isinstance(tag.head, QuotationHead | DateHead)}
    defined = {*own, *parsed.party_lines, PUBLISHED, NOBODY, None}
    for speaker in parsed.gold.speakers:
        if speaker.organization_id not in defined:
            message = f"{speaker.id}: organization {speaker.organization_id} does not stand in the header"
            yield UNDEFINED_ID.finding(message, file=file, line=parsed.party_lines[speaker.id])
    for tag, place in _tags(parsed):
        for reference in _refers_to(tag.head):
            if reference not in defined:
                where = "in the header" if reference and reference[0] in "so" else "in the body"
                yield _found(UNDEFINED_ID, f"{reference} is not defined {where}", file, place)


def _refers_to(head: Head) -> tuple[str | None, ...]:
    match head:
        case OrganizationHead():
            return (head.id,)
        case SpeakerHead():
            return (head.id, *head.source_of)
        case CueHead():
            return head.cue_of
        case QuotationHead():
            return (head.speaker_id, head.on_behalf_of, head.date_id)
        case DateHead():
            return (head.anchor,)


def _check_sources(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """The source of a quotation mentions its speaker."""
    speakers = {tag.head.id: tag.head.speaker_id for tag in parsed.gold.tags if isinstance(tag.head, QuotationHead)}
    for tag, place in _tags(parsed):
        if isinstance(tag.head, SpeakerHead):
            for identifier in tag.head.source_of:
                if identifier in speakers and speakers[identifier] != tag.head.id:
                    whose = speakers[identifier] or NOBODY
                    message = f"{tag.head.id} is the source of {identifier}, whose speaker is {whose}"
                    yield _found(SOURCE_DIFFERS, message, file, place)


def _check_labels(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """Labels that follow from what else is annotated are there exactly where they should."""
    following = following_labels(parsed.gold)
    for tag, place in _tags(parsed):
        if not isinstance(tag.head, QuotationHead):
            continue
        quotation, labels = tag.head, tag.head.labels
        for label, holds in following[quotation.id].items():
            if holds and label not in labels:
                yield _found(LABEL_DIFFERS, f"{quotation.id} lacks the label {label}", file, place)
            elif label in labels and not holds:
                yield _found(LABEL_DIFFERS, f"{quotation.id} has the label {label}, which does not fit", file, place)
        for label in sorted(GROUP_LABELS.intersection(labels)) if quotation.group is None else ():
            yield _found(LABEL_DIFFERS, f"{quotation.id} has the label {label}, but no group=", file, place)


def following_labels(gold: Gold) -> dict[str, dict[str, bool]]:
    """Id of a quotation → labels that follow from what else is annotated, and whether they hold."""
    cue_of, source_of = cues(gold), sources(gold)
    kinds = {speaker.id: speaker.kind for speaker in gold.speakers}
    following: dict[str, dict[str, bool]] = {}
    for quotation in (tag.head for tag in gold.tags if isinstance(tag.head, QuotationHead)):
        cue, (source, mention) = cue_of.get(quotation.id), source_of.get(quotation.id, (None, None))
        wanted = {label: kinds.get(quotation.speaker_id or "") == kind for label, kind in KIND_LABELS.items()}
        wanted |= {label: mention is not None and mention.form == form for label, form in FORM_LABELS.items()}
        if not INVERTED_BY_NATURE.intersection(quotation.labels):
            wanted["inverted"] = cue is not None and source is not None and cue.start < source.start
        if not CUELESS.intersection(quotation.labels):
            wanted["floating"] = cue is None
        following[quotation.id] = wanted
    return following


def with_following_labels(gold: Gold) -> Gold:
    """The same with the labels that follow from what else is annotated."""
    following = following_labels(gold)

    def completed(tag: Tag) -> Tag:
        if not isinstance(tag.head, QuotationHead):
            return tag
        holding = (label for label, holds in following[tag.head.id].items() if holds)
        labels = tuple(dict.fromkeys((*tag.head.labels, *holding)))
        return msgspec.structs.replace(tag, head=msgspec.structs.replace(tag.head, labels=labels))

    return msgspec.structs.replace(gold, tags=tuple(map(completed, gold.tags)))


def _check_parties(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """Every party is tagged, and its name stands in the text."""
    tagged = {tag.head.id for tag in parsed.gold.tags if isinstance(tag.head, OrganizationHead | SpeakerHead)}
    text = parsed.gold.text.casefold()
    parties: tuple[GoldSpeaker | GoldOrganization, ...] = (*parsed.gold.speakers, *parsed.gold.organizations)
    for party in parties:
        line = parsed.party_lines[party.id]
        if party.id not in tagged:
            yield UNUSED_PARTY.finding(f"{party.id}, {party.name!r}, is never tagged", file=file, line=line)
        elif party.name.casefold() not in text:
            yield NAME_NOT_IN_TEXT.finding(f"{party.id}: {party.name!r} is not in the body", file=file, line=line)


def _check_names(parsed: ParsedGold, file: str) -> Iterator[Finding]:
    """A name that is tagged once is tagged wherever it stands."""
    text = parsed.gold.text
    mentions = [tag for tag in parsed.gold.tags if isinstance(tag.head, OrganizationHead | SpeakerHead)]
    names = {
        text[tag.start : tag.end]
        for tag in mentions
        if isinstance(tag.head, OrganizationHead) or (isinstance(tag.head, SpeakerHead) and tag.head.form == "name")
    }
    proper = sorted((name for name in names if len(name) >= SHORTEST_NAME and name != name.lower()), key=_longest_first)
    changes = Counter(tag.start for tag in mentions)
    changes.subtract(tag.end for tag in mentions)
    depth = list(itertools.accumulate(changes[offset] for offset in range(len(text))))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, proper))})(?!\w)")
    for match in pattern.finditer(text) if proper else ():
        if not depth[match.start()]:
            yield UNTAGGED_NAME.finding(f"{match[0]!r} is not tagged", file=file, line=parsed.line_of(match.start()))


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _tags(parsed: ParsedGold) -> Iterator[tuple[Tag, Place]]:
    return zip(parsed.gold.tags, parsed.tag_places, strict=True)


def _first_ids(parsed: ParsedGold, letter: str) -> list[str]:
    """The ids with a letter in the order of their first tags."""
    ids = (tag.head.id for tag in parsed.gold.tags if not isinstance(tag.head, CueHead))
    return list(dict.fromkeys(identifier for identifier in ids if identifier.startswith(letter)))


def _found(code: Code, message: str, file: str, place: Place) -> Finding:
    return code.finding(f"column {place.column}: {message}", file=file, line=place.line)
