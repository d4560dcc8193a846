"""One article on a terminal and in a notebook."""

import datetime
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from ontherecord.cli.show import show_command
from ontherecord.errors import SourceError
from ontherecord.jsonl import write_articles
from ontherecord.records import (
    Article,
    Date,
    Organization,
    Paragraph,
    Quotation,
    Source,
    Span,
    Speaker,
    SpeakerMention,
    complete,
)
from ontherecord.show import find_article, terminal_lines, view

TEXT = "“Rain,” said Ada Brook.\n\nIt <b>rained</b>."


def example(headline: str = "Rain") -> Article:
    return complete(
        Article(
            id="rain-1",
            headline=headline,
            published=datetime.date(2024, 5, 6),
            text=TEXT,
            source=Source(name="The Ambit"),
            speakers=(Speaker("s1", "Ada Brook", mentions=(SpeakerMention(13, 22, "Ada Brook"),)),),
            quotations=(Quotation(start=1, end=6, text="Rain,", kind="direct", speaker_id="s1"),),
        )
    )


def test_plain_lines_keep_the_text_and_name_the_speaker() -> None:
    shown = "\n".join(terminal_lines(example(), color=False))
    assert TEXT.split("\n\n", maxsplit=1)[0] in shown
    assert "q1 · direct · Ada Brook" in shown
    assert "\033" not in shown


def test_colored_lines_are_the_plain_ones_with_paint() -> None:
    shown = "\n".join(terminal_lines(example(), color=True))
    assert "\033[33mRain,\033[0m" in shown


def test_control_and_direction_characters_steer_nothing() -> None:
    shown = "\n".join(terminal_lines(example("\033[2J\u202egnp.exe"), color=False))
    assert "\033" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[2J\\u202egnp.exe" in shown


def test_a_standoff_article_says_that_its_text_is_not_here() -> None:
    article = msgspec.structs.replace(example(), text=None, headline=None)
    shown = "\n".join(terminal_lines(article, color=False))
    assert "may not be shown" in shown


def test_a_row_of_the_data_set_is_drawn_like_the_article_and_escaped() -> None:
    drawn = view(
        msgspec.to_builtins(example("<script>alert(1)</script>"), builtin_types=(datetime.date,))
    )._repr_html_()
    assert drawn == view(example("<script>alert(1)</script>"))._repr_html_()
    assert "<script>" not in drawn
    assert "<b>rained" not in drawn


def test_an_article_draws_itself_with_its_layers_and_who_spoke() -> None:
    drawn = example()._repr_html_()
    assert "quotation, Ada Brook" in drawn
    assert ">Rain,</span>" in drawn
    assert "<td>Ada Brook</td>" in drawn


def test_nothing_that_an_article_says_of_itself_becomes_markup() -> None:
    attack = "'\"><script>alert(1)</script>\u202e"
    hostile = Article(
        id=attack,
        headline=attack,
        text=attack,
        paragraphs=(Paragraph(0, len(attack)),),
        source=Source(name=attack),
        speakers=(Speaker("s1", attack, mentions=(SpeakerMention(0, 3, attack),)),),
        organizations=(Organization("o1", attack, mentions=(Span(2, 9, attack),)),),
        dates=(Date(id="d1", start=5, end=10**9, text=attack, type="DATE", value=attack),),
        quotations=(
            Quotation(
                id=attack,
                start=-5,
                end=7,
                text=attack,
                kind="direct",
                speaker_id="s1",
                organization_id="o1",
                date_id="d1",
            ),
        ),
    )
    drawn = hostile._repr_html_()
    parser = Tags()
    parser.feed(drawn)
    assert parser.names <= {"article", "h3", "p", "small", "span", "table", "tr", "th", "td"}
    assert parser.attributes <= {"style", "title"}
    assert "\u202e" not in drawn


def test_a_standoff_article_draws_no_words() -> None:
    article = msgspec.structs.replace(example(), text=None, headline=None, quotations=())
    assert "may not be shown" in article._repr_html_()


def test_records_alone_load_nothing_that_draws() -> None:
    code = "import sys, ontherecord.records; print('ontherecord.show' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


class Tags(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_command_prints_without_colour_where_there_is_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    write_articles(file, [example()])
    result = CliRunner().invoke(show_command, ["rain-1", str(file)])
    assert result.exit_code == 0
    assert "Ada Brook" in result.output
    assert "\033" not in result.output


def test_an_unknown_id_cannot_be_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    write_articles(file, [example()])
    with pytest.raises(SourceError, match="no article"):
        find_article("nobody", file)
