"""Newswire sentences of many kinds, each with all its temporal expressions: `[text](value)`, `(SET value)` for sets."""

import csv
import datetime
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from ontherecord.annotate.dates import find_dates
from ontherecord.records import Date

TABLE = Path(__file__).with_name("dates_newswire.tsv")
EXPRESSION = re.compile(r"\[([^]]+)\]\(([^)]+)\)")


class Sentence(NamedTuple):
    published: datetime.date
    annotated: str


def sentences() -> list[Sentence]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Sentence(datetime.date.fromisoformat(row["published"]), row["sentence"]) for row in rows]


def type_of(value: str) -> str:
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"


def marked(text: str, dates: tuple[Date, ...]) -> str:
    """The text with each expression marked as in the table; a type other than that of the value's form is shown."""
    for date in reversed(dates):
        shown = date.value if date.type == type_of(date.value) else f"{date.type} {date.value}"
        text = f"{text[: date.start]}[{date.text}]({shown}){text[date.end :]}"
    return text


@pytest.mark.parametrize("sentence", sentences(), ids=lambda sentence: sentence.annotated)
def test_newswire_sentence(sentence: Sentence, nlp) -> None:
    text = EXPRESSION.sub(r"\1", sentence.annotated)
    assert marked(text, find_dates(text, sentence.published, nlp(text))) == sentence.annotated
