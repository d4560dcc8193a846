"""Gold files and strategies that several tests share."""

import datetime
from collections.abc import Iterator

from hypothesis import strategies as st

from ontherecord.gold.labels import LABELS
from ontherecord.gold.model import (
    CueHead,
    DateHead,
    Gold,
    GoldOrganization,
    GoldSpeaker,
    Head,
    OrganizationHead,
    QuotationHead,
    SpeakerHead,
    Tag,
)

HARBOUR = """\
# the fire of 2024
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow | role: harbour master | affiliation: Penmarrow Harbour Trust | organization: o1
s2 unnamed | firefighter
o1 government | Penmarrow Harbour Trust | country: GB
---
“{q1 direct s1 on=d1 inverted|It came up fast,}” {cue q1|said} {s1 source q1|Ines Marlow}, harbour master of the \
{o1|Penmarrow Harbour Trust}, on {d1 DATE 2024-09-02 anchor=published|Monday}.

{s1 pronoun source q2|She} {cue q2|warned} that {q2 indirect s1 pronoun-speaker|{d2 DATE 2025|next year} would be \
worse for the {o1|Trust}}.

“{q3 direct s2 for=- nominal-speaker unnamed-speaker|Run,}” {s2 nominal source q3|a firefighter} {cue q3|shouted}.
"""

SPEAKERS = (
    GoldSpeaker("s1", "person", "Ines Marlow", role="harbour master", organization_id="o1"),
    GoldSpeaker("s2", "unnamed", r"a man with a | and a \ "[:-1]),
    GoldSpeaker("s3", "organization", "Skarn: Ferries", affiliation="Skarn", organization_id="o2", wikidata="Q1"),
)
ORGANIZATIONS = (
    GoldOrganization("o1", "government", "Harbour Trust", country="GB"),
    GoldOrganization("o2", None, "Skarn: Ferries", wikidata="Q1"),
)

_words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=12).map(str.strip)
_bodies = st.text(
    st.one_of(st.sampled_from("{}|\\“” \n-#"), st.characters(exclude_categories=("Cs",), exclude_characters="\r")),
    max_size=60,
).map(lambda text: text.strip("\n"))


@st.composite
def golds(draw: st.DrawFn) -> Gold:
    """Gold whose tags nest, whose ids are defined, and in which no two tags have the same place."""
    text = draw(_bodies)
    spans = st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=12)
    places = sorted(set(_nested(draw(spans))), key=lambda place: (place[0], -place[1]))
    kinds = [draw(st.sampled_from("qqcsod")) for _ in places]
    quotations = {f"q{number}": draw(st.sampled_from(("s1", "s2", "s3", None))) for number in range(kinds.count("q"))}
    quotations = {f"q{number}": speaker for number, speaker in enumerate(quotations.values(), start=1)}
    unheard, unsourced = list(quotations), list(quotations)
    numbers = iter(range(1, len(places) + 1))
    tags = []
    waiting = iter(quotations.items())
    for place, kind in zip(places, kinds, strict=True):
        head: Head
        if kind == "q":
            head = draw(_quotation_heads(*next(waiting)))
        elif kind == "c" and unheard:
            head = CueHead(tuple(unheard.pop() for _ in range(draw(st.integers(1, len(unheard))))))
        elif kind == "s":
            speaker = draw(st.sampled_from(("s1", "s2", "s3")))
            own = [identifier for identifier in unsourced if quotations[identifier] == speaker]
            source_of = tuple(own[: draw(st.integers(0, len(own)))])
            unsourced = [identifier for identifier in unsourced if identifier not in source_of]
            head = SpeakerHead(speaker, draw(st.sampled_from(("name", "nominal", "pronoun"))), source_of)
        elif kind == "d":
            head = draw(_date_heads(f"d{next(numbers)}"))
        else:
            head = OrganizationHead(draw(st.sampled_from(("o1", "o2"))))
        tags.append(Tag(*place, head))
    return Gold(
        text=text,
        tags=tuple(tags),
        speakers=SPEAKERS,
        organizations=ORGANIZATIONS,
        annotators=draw(st.sampled_from(((), ("A",), ("A", "B")))),
        reviewed=draw(st.sampled_from((None, datetime.date(2026, 1, 30)))),
        comments=tuple(draw(st.lists(_words, max_size=2))),
    )


def _nested(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for one, other in spans:
        start, end = min(one, other), max(one, other)
        crosses = any(first < start < last < end or start < first < end < last for first, last in kept)
        if start < end and not crosses:
            kept.append((start, end))
            yield start, end


@st.composite
def _quotation_heads(draw: st.DrawFn, identifier: str, speaker: str | None) -> QuotationHead:
    inherited = {"s1": "o1", "s3": "o2"}.get(speaker or "")
    own = [None, *(other for other in ("-", "o1", "o2") if other != (inherited or "-"))]
    return QuotationHead(
        identifier,
        draw(st.sampled_from(("direct", "indirect", "mixed"))),
        speaker,
        draw(st.sampled_from((None, "g1", "g2"))),
        draw(st.sampled_from(own)),
        None,
        tuple(draw(st.lists(st.sampled_from(sorted(LABELS)), unique=True, max_size=3))),
    )


@st.composite
def _date_heads(draw: st.DrawFn, identifier: str) -> DateHead:
    type_, value = draw(st.sampled_from((("DATE", "2024-09-02"), ("DATE", "2024-W18"), ("DURATION", "P3Y/P5Y"))))
    return DateHead(
        identifier, type_, value, draw(st.sampled_from((None, "END"))), draw(st.sampled_from((None, "published")))
    )
