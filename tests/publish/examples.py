"""Articles to publish, written for these tests: full, standoff and withheld, with every field filled and with none."""

import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ontherecord.jsonl import write_articles
from ontherecord.publish import Release, publish
from ontherecord.records import (
    Article,
    Date,
    Duplicates,
    Layer,
    Organization,
    Quotation,
    Rights,
    Source,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)

TEXT = (
    "🛶 The ferry to Ostrey will not sail before Thursday, a deckhand told reporters.\n\n"
    "“The engine is cold,” Ines Marlow, director of the Harbour Trust, said on Monday."
)

CITATION = """\
cff-version: 1.2.0
title: Ferry news
message: Cite it.
authors:
  - given-names: Ines
    name-particle: de
    family-names: Marlow
  - name: Harbour Trust
version: 2.1.0
date-released: 2024-06-01
doi: 10.1234/ferry
url: https://ferry.example/
"""


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span.of(TEXT, start, start + len(part))


def filled_article() -> Article:
    """An article in which no field is null and no list is empty."""
    quoted, reported = span("The engine is cold,"), span("The ferry to Ostrey will not sail before Thursday")
    monday, thursday = span("Monday"), span("Thursday")
    marlow, deckhand, trust = span("Ines Marlow"), span("a deckhand"), span("Harbour Trust")
    return complete(
        Article(
            id="ferry-1",
            headline="Ferry stays in | <b>port</b>",
            kicker="Islands",
            bylines=("Ada Brook",),
            dateline="OSTREY, May 6",
            published=datetime.date(2024, 5, 6),
            text=TEXT,
            source=Source(
                name="The Ambit",
                url="https://ambit.example/ferry",
                archived_url="https://archive.example/ferry",
                retrieved=datetime.date(2024, 5, 7),
                file="ferry.txt",
                raw_sha256="0" * 64,
                media_type="text/plain",
                normalizer_version="0.1.0",
            ),
            genre="report",
            origin="original-fiction",
            fact_sources=("a harbour log",),
            split="test",
            duplicates=Duplicates("c1", canonical=True),
            rights=Rights("CC-BY-4.0", "The Ambit", "The Ambit, CC BY 4.0", "foot of the page", "full"),
            speakers=(
                Speaker(
                    "s1",
                    "Ines Marlow",
                    role="director",
                    affiliation="Harbour Trust",
                    organization_id="o1",
                    wikidata="Q1",
                    mentions=(SpeakerMention(marlow.start, marlow.end, marlow.text),),
                ),
                Speaker(
                    "s2",
                    "a deckhand",
                    "unnamed",
                    mentions=(SpeakerMention(deckhand.start, deckhand.end, deckhand.text, "nominal"),),
                ),
            ),
            organizations=(Organization("o1", "Harbour Trust", ("Trust",), "ngo", "Q2", "NO", (trust,)),),
            dates=(
                Date(
                    start=thursday.start,
                    end=thursday.end,
                    text=thursday.text,
                    type="DATE",
                    value="2024-05-09",
                    mod="ON_OR_AFTER",
                    earliest=datetime.date(2024, 5, 9),
                    latest=datetime.date(2024, 5, 9),
                    anchor="published",
                ),
                Date(start=monday.start, end=monday.end, text=monday.text, type="DATE", value="2024-05-06"),
            ),
            quotations=(
                Quotation(start=reported.start, end=reported.end, text=reported.text, kind="indirect", speaker_id="s2"),
                Quotation(
                    start=quoted.start,
                    end=quoted.end,
                    text=quoted.text,
                    kind="direct",
                    group="g1",
                    speaker_id="s1",
                    organization_id="o1",
                    phenomena=("inverted",),
                    cue=span("said"),
                    source=marlow,
                    date_id="d2",
                    confidence=0.875,
                    rule="subject",
                ),
            ),
            layers=(Layer("quotations", "hand", "1", "none", "2", True, datetime.date(2024, 6, 1), ("r1",)),),
        )
    )


def bare_article() -> Article:
    """An article in which as much as may be is null or empty."""
    return Article(id="bare-1", rights=Rights(text_license="CC-BY-4.0", distribution="full"))


def example_articles() -> list[Article]:
    """One article filled, one bare, one standoff, one withheld; the split `validation` has no row in a flat table."""
    filled, bare = filled_article(), bare_article()
    return [
        bare,
        filled,
        replace(filled, id="ferry-2", split="train", rights=Rights("LicenseRef-none", distribution="standoff")),
        replace(filled, id="ferry-3", rights=Rights(distribution="withheld")),
        replace(bare, id="bare-2", split="validation"),
    ]


def publish_articles(folder: Path, articles: list[Article], **options: str | Path) -> Release:
    annotated = folder / "annotated.jsonl"
    write_articles(annotated, articles)
    return publish(annotated, folder / "out", **options)  # type: ignore[arg-type]


def with_lists(value: Any) -> Any:
    """The value with a list in the place of each tuple, as readers give it back."""
    if isinstance(value, dict):
        return {key: with_lists(item) for key, item in value.items()}
    return [with_lists(item) for item in value] if isinstance(value, list | tuple) else value
