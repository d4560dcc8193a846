"""Recall by phenomenon, worked out by hand, and the tables that show it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from ontherecord.errors import SourceError
from ontherecord.evaluate import RENDERERS, Figure, evaluate
from ontherecord.evaluate.phenomena import phenomenon_tallies
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Layer, Quotation, Speaker

TEXT = "“Wait for the ferry,” Ines said. “It will sail on Friday.” “Or on Monday,” Otto said."

FIRST = Quotation(id="q1", start=1, end=20, text=TEXT[1:20], kind="direct", speaker_id="s1", phenomena=("nested",))
FLOATING = Quotation(
    id="q2", start=34, end=57, text=TEXT[34:57], kind="direct", speaker_id="s1", phenomena=("floating", "nested")
)
LAST = Quotation(id="q3", start=60, end=73, text=TEXT[60:73], kind="direct", phenomena=("floating",))
GOLD = Article(
    id="a",
    text=TEXT,
    speakers=(Speaker(id="s1", name="Ines"), Speaker(id="s2", name="Otto")),
    quotations=(FIRST, FLOATING, LAST),
    layers=(Layer(name="quotations", tool="hand"),),
)


def recalls(predicted: Article) -> dict[str, tuple[float, int]]:
    return {measure: (tally.recalled, tally.gold) for measure, tally in phenomenon_tallies(GOLD, predicted).items()}


def test_every_label_has_its_recall_of_span_and_speaker() -> None:
    # Of a quotation without a speaker in gold none can be right or wrong.
    assert recalls(GOLD) == {
        "phenomenon nested span": (2, 2),
        "phenomenon nested speaker": (2, 2),
        "phenomenon floating span": (2, 2),
        "phenomenon floating speaker": (1, 1),
    }


def test_a_wrong_speaker_costs_the_speaker_a_missing_quotation_both() -> None:
    predicted = replace(GOLD, quotations=(FIRST, replace(FLOATING, speaker_id="s2")))
    assert recalls(predicted) == {
        "phenomenon nested span": (2, 2),
        "phenomenon nested speaker": (1, 2),
        "phenomenon floating span": (1, 2),
        "phenomenon floating speaker": (0, 1),
    }


def test_quotations_without_ids_are_told_apart() -> None:
    nameless = tuple(replace(quotation, id="") for quotation in GOLD.quotations)
    tallies = phenomenon_tallies(replace(GOLD, quotations=nameless), replace(GOLD, quotations=(FIRST,)))
    assert tallies["phenomenon nested span"].recalled == 1


@pytest.fixture
def figures(tmp_path: Path) -> tuple[Figure, ...]:
    write_articles(tmp_path / "gold.jsonl", [GOLD])
    write_articles(tmp_path / "predicted.jsonl", [replace(GOLD, quotations=(FIRST,))])
    return evaluate(tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl")


def test_phenomena_have_no_precision(figures: tuple[Figure, ...]) -> None:
    assert figures[-4:] == (
        Figure("phenomenon nested span", None, 50.0, None, 2),
        Figure("phenomenon nested speaker", None, 50.0, None, 2),
        Figure("phenomenon floating span", None, 0.0, None, 2),
        Figure("phenomenon floating speaker", None, 0.0, None, 1),
    )


def test_the_text_shows_phenomena_below_the_layers(figures: tuple[Figure, ...]) -> None:
    lines = RENDERERS["text"](figures).splitlines()
    assert lines[-3:] == [
        "recall by phenomenon              span speaker                          gold",
        "floating                           0.0     0.0                             2",
        "nested                            50.0    50.0                             2",
    ]


def test_the_markdown_shows_phenomena_in_a_table_of_their_own(figures: tuple[Figure, ...]) -> None:
    table = RENDERERS["markdown"](figures)
    assert "\n\n| phenomenon | span recall | speaker recall | gold |\n" in table
    assert table.endswith("| floating | 0.0 | 0.0 | 2 |\n| nested | 50.0 | 50.0 | 2 |")


def test_without_labels_there_is_one_table(tmp_path: Path) -> None:
    bare = replace(GOLD, quotations=tuple(replace(quotation, phenomena=()) for quotation in GOLD.quotations))
    write_articles(tmp_path / "gold.jsonl", [bare])
    found = evaluate(tmp_path / "gold.jsonl", tmp_path / "gold.jsonl")
    assert "phenomenon" not in RENDERERS["text"](found) + RENDERERS["markdown"](found)


def test_folders_and_releases_are_read_as_files(tmp_path: Path, figures: tuple[Figure, ...]) -> None:
    folder, release = tmp_path / "folder", tmp_path / "release"
    (release / "jsonl").mkdir(parents=True)
    folder.mkdir()
    write_articles(folder / "a.jsonl", [GOLD])
    write_articles(folder / "b.jsonl", [replace(GOLD, id="b", quotations=())])
    write_articles(release / "tombstones.jsonl", [])
    write_articles(release / "jsonl" / "train.jsonl", [replace(GOLD, quotations=(FIRST,))])
    assert evaluate(folder, release) == figures


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file"):
        evaluate(tmp_path, tmp_path)
