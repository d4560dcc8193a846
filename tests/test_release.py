"""A release is read as records and as pandas tables."""

import datetime
from pathlib import Path

import pandas as pd
import pytest

from ontherecord.errors import SourceError
from ontherecord.jsonl import write_articles
from ontherecord.publish import publish
from ontherecord.records import LAYER_NAMES, Article, Date, Quotation, Rights, Span, Speaker, complete
from ontherecord.release import read_release_articles, tables

TEXT = "Work on the weir starts on 3 June, Oda Finch said. “It will be slow.”"
OPEN = Rights(text_license="CC-BY-4.0", distribution="full")


def article(number: int, split: str) -> Article:
    quotation = Quotation(start=0, end=33, text=TEXT[:33], kind="indirect", speaker_id="s1", cue=Span.of(TEXT, 45, 49))
    floating = Quotation(start=52, end=68, text=TEXT[52:68], kind="direct", speaker_id="s1")
    day = Date(start=27, end=33, text=TEXT[27:33], type="DATE", value="2024-06-03", earliest=datetime.date(2024, 6, 3))
    return complete(
        Article(
            id=f"weir-{number}",
            published=datetime.date(2024, 5, 30),
            text=TEXT,
            split=split,
            rights=OPEN,
            speakers=(Speaker("s1", "Oda Finch"),),
            dates=(day,),
            quotations=(quotation, floating),
        )
    )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    write_articles(folder / "annotated.jsonl", [article(1, "train"), article(2, "test"), article(3, "train")])
    return publish(folder / "annotated.jsonl", folder / "out").folder


def test_the_articles_come_back_split_by_split(release: Path) -> None:
    assert list(read_release_articles(release)) == [article(2, "test"), article(1, "train"), article(3, "train")]


def test_there_is_a_table_for_each_layer_with_all_splits(release: Path) -> None:
    frames = tables(release)
    assert list(frames) == list(LAYER_NAMES)
    quotations = frames["quotations"]
    assert quotations[["split", "article_id", "id"]].to_numpy().tolist() == [
        ["test", "weir-2", "q1"],
        ["test", "weir-2", "q2"],
        ["train", "weir-1", "q1"],
        ["train", "weir-1", "q2"],
        ["train", "weir-3", "q1"],
        ["train", "weir-3", "q2"],
    ]
    assert set(quotations["speaker_name"]) == {"Oda Finch"}


def test_days_can_be_counted_with_and_offsets_stay_whole(release: Path) -> None:
    frames = tables(str(release))
    assert (frames["dates"]["earliest"] - frames["dates"]["published"]).dt.days.tolist() == [4, 4, 4]
    assert frames["quotations"]["cue_start"].tolist()[:2] == [45, pd.NA]


def test_a_table_without_rows_is_empty(release: Path) -> None:
    assert tables(release)["organizations"].empty


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no release"):
        tables(tmp_path)
    with pytest.raises(SourceError, match="is no release"):
        list(read_release_articles(tmp_path))
