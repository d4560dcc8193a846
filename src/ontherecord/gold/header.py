"""The header of a gold file: who annotated it and the parties of the article; read and written."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar, get_args

import msgspec

from ontherecord.findings import ID_DEFINED_TWICE, UNREADABLE_GOLD, Finding
from ontherecord.gold.heads import is_id
from ontherecord.gold.model import NOBODY, Gold, GoldOrganization, GoldSpeaker
from ontherecord.records import OrganizationKind, SpeakerKind

SEPARATOR = "---"
"""The line between header and body."""

SPEAKER_KINDS: tuple[SpeakerKind, ...] = get_args(SpeakerKind)
ORGANIZATION_KINDS: tuple[OrganizationKind, ...] = get_args(OrganizationKind)
SPEAKER_KEYS = {"role": "role", "affiliation": "affiliation", "organization": "organization_id", "wikidata": "wikidata"}
ORGANIZATION_KEYS = {"country": "country", "wikidata": "wikidata"}
"""Key in the header → field of the record."""

_FIELD_PIECE = re.compile(r"\\[\\|]|[\s\S]")
_FORMS = {
    "country": re.compile(r"[A-Z]{2}"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "organization": re.compile(r"o[1-9][0-9]*"),
}


class Header(msgspec.Struct, frozen=True):
    """What the header says; `lines` gives the line of each party."""

    speakers: tuple[GoldSpeaker, ...]
    organizations: tuple[GoldOrganization, ...]
    annotators: tuple[str, ...]
    reviewed: datetime.date | None
    comments: tuple[str, ...]
    lines: dict[str, int]


class _LineError(Exception):
    """A line of the header cannot be read."""


def read_header(lines: Sequence[str], file: str) -> tuple[Header, list[Finding]]:
    """The header, the first line of the file first; a line that cannot be read is a finding and left out."""
    findings = []
    parties: dict[str, GoldSpeaker | GoldOrganization] = {}
    places: dict[str, int] = {}
    annotators: tuple[str, ...] = ()
    reviewed = None
    comments = []
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        key, _, value = (part.strip() for part in stripped.partition(":"))
        try:
            if stripped.startswith("#"):
                comments.append(stripped[1:].strip())
            elif key == "annotator":
                annotators = tuple(name.strip() for name in value.split(",") if name.strip())
            elif key == "reviewed":
                reviewed = _read_day(value)
            elif stripped:
                party = _read_party(_split_fields(stripped))
                if party.id in parties:
                    findings.append(
                        ID_DEFINED_TWICE.finding(
                            f"{party.id} stands in line {places[party.id]} too", file=file, line=number
                        )
                    )
                else:
                    parties[party.id], places[party.id] = party, number
        except _LineError as error:
            findings.append(UNREADABLE_GOLD.finding(str(error), file=file, line=number))
    header = Header(
        speakers=tuple(party for party in parties.values() if isinstance(party, GoldSpeaker)),
        organizations=tuple(party for party in parties.values() if isinstance(party, GoldOrganization)),
        annotators=annotators,
        reviewed=reviewed,
        comments=tuple(comments),
        lines=places,
    )
    return header, findings


def write_header(gold: Gold) -> Iterator[str]:
    """The lines of the header as `read_header` reads them, with the line that ends it."""
    yield from (f"# {comment}".rstrip() for comment in gold.comments)
    if gold.annotators:
        yield f"annotator: {', '.join(gold.annotators)}"
    if gold.reviewed:
        yield f"reviewed: {gold.reviewed}"
    for speaker in gold.speakers:
        yield _join_fields(f"{speaker.id} {speaker.kind}", speaker, SPEAKER_KEYS)
    for organization in gold.organizations:
        yield _join_fields(f"{organization.id} {organization.kind or NOBODY}", organization, ORGANIZATION_KEYS)
    yield SEPARATOR


def _read_party(fields: Sequence[str]) -> GoldSpeaker | GoldOrganization:
    words = fields[0].split()
    if len(words) != 2 or not (is_id(words[0], "s") or is_id(words[0], "o")):
        raise _LineError(
            f"{fields[0][:40]!r} is neither a party such as `s1 person | name`, nor annotator:, reviewed: or a comment"
        )
    identifier, kind = words
    name = fields[1] if len(fields) > 1 else ""
    if not name:
        raise _LineError(f"{identifier} has no name")
    if is_id(identifier, "s"):
        return GoldSpeaker(
            identifier, _one_of(kind, SPEAKER_KINDS), name, **_read_pairs(identifier, fields[2:], SPEAKER_KEYS)
        )
    organization_kind = None if kind == NOBODY else _one_of(kind, ORGANIZATION_KINDS)
    return GoldOrganization(
        identifier, organization_kind, name, **_read_pairs(identifier, fields[2:], ORGANIZATION_KEYS)
    )


def _read_pairs(identifier: str, fields: Sequence[str], keys: dict[str, str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for field in fields:
        key, colon, value = (part.strip() for part in field.partition(":"))
        if not colon or key not in keys:
            raise _LineError(f"{identifier}: {field[:40]!r} is none of {', '.join(f'{known}:' for known in keys)}")
        if keys[key] in pairs:
            raise _LineError(f"{identifier}: {key}: stands twice")
        if not value:
            raise _LineError(f"{identifier}: {key}: is empty; leave it out")
        if key in _FORMS and not _FORMS[key].fullmatch(value):
            raise _LineError(f"{identifier}: {key}: {value[:40]!r} is not of its form")
        pairs[keys[key]] = value
    return pairs


def _read_day(value: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise _LineError(f"reviewed: {value[:40]!r} is no day YYYY-MM-DD") from error


_Kind = TypeVar("_Kind", SpeakerKind, OrganizationKind)


def _one_of(word: str, kinds: Sequence[_Kind]) -> _Kind:
    for kind in kinds:
        if kind == word:
            return kind
    raise _LineError(f"{word!r} is no kind; there are {', '.join(kinds)}")


def _split_fields(line: str) -> list[str]:
    r"""The parts between the bars of a line; `\|` is a bar and `\\` a backslash within a part."""
    fields = [""]
    for piece in _FIELD_PIECE.findall(line):
        if piece == "|":
            fields.append("")
        else:
            fields[-1] += piece[-1]
    return [field.strip() for field in fields]


def _join_fields(first: str, party: GoldSpeaker | GoldOrganization, keys: dict[str, str]) -> str:
    values = {key: getattr(party, field) for key, field in keys.items()}
    fields = [first, party.name, *(f"{key}: {value}" for key, value in values.items() if value is not None)]
    return " | ".join(re.sub(r"[\\|]", r"\\\g<0>", field) for field in fields)
