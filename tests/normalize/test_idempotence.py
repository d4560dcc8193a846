"""Normalizing what was normalized changes nothing."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article

CASES = Path(__file__).parent / "cases"

SENTENCES = [
    "The ferry to Skarn will sail again on Friday, the trust said.",
    "“We have mended the ramp twice,” said the skipper, Vidar Aune.",
    "``Nobody was asked,'' she wrote.",
    "It is late...",
    "- a single entrance on Tallow Street;",
    "Net debt: 215 million",
    "SKARN, Norway (AP) — The ferry sailed on Monday, an official said.",
    "What happens now",
    "Q: Who pays? A: You do.",
    "He paid â€œfive pounds, ZoÃ« said.",
    "It cost , they say , five pounds .",
    "The coun\u00adcil\u200b met\u00a0twice.",
    "The last furnace of the glass works was let go cold on Monday, the govern-\n"
    "ment of the town said in a letter to the staff, and it gave the price of the\n"
    "gas as the only reason for a step that it had long tried hard to put off to\nanother year.",
    "Advertisement",
    "Read more: The bridge that was never built",
    "Related stories\nMill sold for one crown\nBridge shut",
    "© 2023 The Valley Page. All rights reserved.",
    "Published: 3 May 2021",
    "A file photo of the ramp. (AP Photo/Ann Hay)",
]


def normalized(raw: str) -> Article | None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(raw, encoding="utf-8", newline="")
        return next((item for item in normalize([file], Metadata()) if isinstance(item, Article)), None)


def as_text_file(article: Article) -> str:
    """A record as a text file with the head in front matter, as an editor would keep it."""
    lines = {
        "headline": article.headline,
        "kicker": article.kicker,
        "bylines": " | ".join(article.bylines),
        "dateline": article.dateline,
        "published": article.published and str(article.published),
    }
    front_matter = "\n".join(f"{name}: {value}" for name, value in lines.items() if value)
    return f"---\n{front_matter}\n---\n{article.text}\n" if front_matter else f"{article.text}\n"


@settings(deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_the_body_stays_as_it_is(paragraphs: list[str]) -> None:
    head = "Ferry sails again after a winter of letters\n\nBy Ida Moe\n3 May 2021"
    first = normalized("\n\n".join([head, *paragraphs]))
    if first is None:
        return
    again = normalized(as_text_file(first))
    assert again is not None
    assert again.text == first.text
    assert again.paragraphs == first.paragraphs
    assert (again.headline, again.bylines, again.published) == (first.headline, first.bylines, first.published)


@settings(deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_headline_and_body_alone_stay_as_they_are(paragraphs: list[str]) -> None:
    first = normalized("\n\n".join(["Ferry sails again after a winter of letters", SENTENCES[0], *paragraphs]))
    assert first is not None
    again = normalized(f"{first.headline}\n\n{first.text}\n")
    assert again is not None
    assert (again.headline, again.text, again.paragraphs) == (first.headline, first.text, first.paragraphs)


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_every_case_stays_as_it_is(folder: Path) -> None:
    (file,) = folder.glob("input.*")
    (first,) = (item for item in normalize([file], Metadata()) if isinstance(item, Article))
    again = normalized(as_text_file(first))
    assert again is not None
    assert again.text == first.text
