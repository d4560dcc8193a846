"""Sound article records of about 5.5 kB each, made by rule: the input of benchmarks that need many of them."""

import datetime
import random
from collections.abc import Iterator

from ontherecord.records import (
    LAYER_NAMES,
    Article,
    Date,
    Layer,
    Organization,
    Quotation,
    QuotationKind,
    Rights,
    Source,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)

FIRST_NAMES = ("Ada", "Bruno", "Céline", "Dagny", "Emil", "Farah", "Goran", "Hilde", "Ivo", "Jana")
SURNAMES = ("Abel", "Brandt", "Castel", "Dunmore", "Eriksen", "Falk", "Grove", "Hoyer", "Imre", "Jost", "Kessel")
TOWNS = ("Arnholm", "Belmar", "Corvin", "Dalby", "Elsmere", "Fanø", "Garrick")
WORDS = (
    "harbour timetable passengers island winter repair budget council ferry season landing weather pier crew engine "
    "fares village evening market school road bridge storm traffic petition schedule contract summer vessel delay "
    "morning company route inspection report meeting record tourists fuel licence tender line dock tide cargo radio"
).split()

PUBLISHED = datetime.date(2031, 5, 9)
TUESDAY = datetime.date(2031, 5, 6)
DIRECT = ("We will keep the line open,", "It serves the whole town.")
INDIRECT = "it expects more passengers this year"
STORIES = 2


def synthetic_articles(count: int) -> Iterator[Article]:
    """The first articles of an endless series, each with an id and a text of its own."""
    return map(synthetic_article, range(count))


def synthetic_article(number: int) -> Article:
    """One article of several stories, each with a speaker, an organization, three quotations and two dates."""
    names = random.Random(number)
    cast = [(f"{first} {last}", f"{town} Ferry Company") for first, last, town in _casts(names)]
    text = "\n\n".join(_story(names, speaker, organization) for speaker, organization in cast)
    speakers: list[Speaker] = []
    organizations: list[Organization] = []
    dates: list[Date] = []
    quotations: list[Quotation] = []
    start = 0
    for part, (speaker, organization) in enumerate(cast, start=1):
        name, told, day = (_find(text, words, start) for words in (speaker, "told", "Tuesday"))
        firm = _find(text, organization, start)
        surname = _find(text, speaker.split()[1], name.end)
        said, year = _find(text, "said", surname.end), _find(text, "this year", start)
        start = year.end
        mentions = tuple(SpeakerMention(span.start, span.end, span.text) for span in (name, surname))
        speakers.append(Speaker(f"s{part}", speaker, "person", organization_id=f"o{part}", mentions=mentions))
        organizations.append(Organization(f"o{part}", organization, kind="company", mentions=(firm,)))
        dates.append(_date(day, "2031-05-06", TUESDAY, TUESDAY))
        dates.append(_date(year, "2031", datetime.date(2031, 1, 1), datetime.date(2031, 12, 31)))
        for words in DIRECT:
            quotations.append(_quotation(_find(text, words, name.start - 40), part, "direct", told, name, f"g{part}"))
        quotations.append(_quotation(_find(text, INDIRECT, said.end), part, "indirect", said, surname, None))
    return complete(
        Article(
            id=f"line-{number}-report",
            headline=f"{cast[0][1]} keeps its line",
            published=PUBLISHED,
            text=text,
            source=Source(name="The Harbour Post", file=f"line-{number}.txt", media_type="text/plain"),
            genre="report",
            origin="original-fiction",
            rights=Rights(
                text_license="CC-BY-4.0",
                attribution="The Harbour Post",
                evidence="foot of the page",
                distribution="full",
            ),
            speakers=tuple(speakers),
            organizations=tuple(organizations),
            dates=tuple(dates),
            quotations=tuple(quotations),
            layers=tuple(Layer(name, "synthetic") for name in LAYER_NAMES),
        )
    )


def _casts(names: random.Random) -> Iterator[tuple[str, str, str]]:
    return zip(
        names.sample(FIRST_NAMES, STORIES), names.sample(SURNAMES, STORIES), names.sample(TOWNS, STORIES), strict=True
    )


def _story(names: random.Random, speaker: str, organization: str) -> str:
    opening, closing = DIRECT
    background = " ".join(names.choices(WORDS, k=30))
    return (
        f"“{opening}” {speaker} told reporters on Tuesday. “{closing}”\n\n"
        f"The notes of {organization} list {background}. {speaker.split()[1]} said {INDIRECT}."
    )


def _find(text: str, words: str, after: int) -> Span:
    start = text.index(words, max(after, 0))
    return Span.of(text, start, start + len(words))


def _date(span: Span, value: str, earliest: datetime.date, latest: datetime.date) -> Date:
    return Date(
        start=span.start,
        end=span.end,
        text=span.text,
        type="DATE",
        value=value,
        earliest=earliest,
        latest=latest,
        anchor="published",
    )


def _quotation(span: Span, part: int, kind: QuotationKind, cue: Span, source: Span, group: str | None) -> Quotation:
    return Quotation(
        start=span.start,
        end=span.end,
        text=span.text,
        kind=kind,
        group=group,
        speaker_id=f"s{part}",
        organization_id=f"o{part}",
        cue=cue,
        source=source,
        date_id=f"d{2 * part - 1}",
        confidence=0.9,
        rule="synthetic",
    )
