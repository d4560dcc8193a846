"""NITF: nothing of the body is lost, whatever stands in a paragraph."""

from pathlib import Path

import pytest

from .documents import Outcome


def nitf(content: str, head: str = "") -> str:
    return f"<nitf><body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>"


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("<p>One <em>two</em>\n three.</p>", [("body", "One two three.")]),
        ("<p>One.<br/>Two</p>", [("body", "One."), ("body", "Two")]),
        ("<p>One<br/>two.</p>", [("body", "One two.")]),
        ("<p>One<fn><p>A note.</p></fn>.</p>", [("body", "One.")]),
        ("<p>One <media><media-caption>Two.</media-caption></media>three.</p>",
         [("body", "One"), ("caption", "Two."), ("body", "three.")]),
        ("Loose text.<p>One.</p>More of it.", [("body", "Loose text."), ("body", "One."), ("body", "More of it.")]),
        ("<bq><block><p>One.</p></block><credit>Two</credit></bq>", [("quote", "One."), ("quote", "Two")]),
        ("<ol><li>One.<ul><li>Two.</li></ul></li></ol>", [("list", "One."), ("list", "Two.")]),
        ("<hl2>One</hl2><table><tr><td>2</td></tr></table><p>Three.</p>", [("subhead", "One"), ("body", "Three.")]),
    ],
)  # fmt: skip
def test_content_becomes_paragraphs(content: str, paragraphs: list[tuple[str, str]], tmp_path: Path) -> None:
    assert Outcome(tmp_path, "a.xml", nitf(content)).paragraphs == paragraphs


def test_a_byline_keeps_its_title_only_where_it_has_nothing_else(tmp_path: Path) -> None:
    head = "<byline>By Ann Reed, <byttl>Chief Reporter</byttl></byline>"
    assert Outcome(tmp_path, "a.xml", nitf("<p>One.</p>", head)).article.bylines == ("Ann Reed",)
    head = "<byline><byttl>Harbour Desk</byttl></byline>"
    assert len(Outcome(tmp_path, "a.xml", nitf("<p>One.</p>", head)).article.bylines) <= 1


def test_a_dateline_of_the_body_counts_more_than_one_apart(tmp_path: Path) -> None:
    body = "<p>PORT AVEL, Norway (AP) - The ferry to Skarn sails again on Friday.</p>"
    article = Outcome(tmp_path, "a.xml", nitf(body, "<dateline>Port Avel</dateline>")).article
    assert (article.dateline, article.text) == (
        "PORT AVEL, Norway (AP)",
        "The ferry to Skarn sails again on Friday.",
    )


def test_a_document_without_a_body_is_told(tmp_path: Path) -> None:
    assert Outcome(tmp_path, "a.xml", nitf("", "<hedline><hl1>Ferry</hl1></hedline>")).codes == ["summary-only"]
