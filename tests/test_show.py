"""One article on a terminal and in a notebook."""

import datetime
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from ontherecord.cli.show import show_command
from ontherecord.errors import SourceError
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Quotation, Source, Speaker, SpeakerMention, complete
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
