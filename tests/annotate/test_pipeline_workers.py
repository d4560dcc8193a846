from pathlib import Path

import pytest

from ontherecord.annotate.language_model import BATCH_SIZE
from ontherecord.annotate.pipeline import annotate
from ontherecord.annotate.workers import WORTH_A_PROCESS
from ontherecord.findings import Finding
from ontherecord.jsonl import write_articles
from ontherecord.records import Article


def test_articles_are_annotated_alike_by_any_number_of_processes(tmp_path: Path) -> None:
    many = 2 * WORTH_A_PROCESS * BATCH_SIZE + 3
    articles = [
        Article(id=f"a{number}", text=f'"Room {number} stays open," said Ann Lee of Northgate College on 3 May 2024.')
        for number in range(many)
    ]
    written = []
    for workers in (1, 2, 3):
        out = tmp_path / f"{workers}.jsonl"
        items = list(annotate([*articles, Article(id="empty", text="")], workers=workers))
        assert [item.article for item in items if isinstance(item, Finding)] == ["empty"]
        assert write_articles(out, (item for item in items if isinstance(item, Article))) == many + 1
        written.append(out.read_bytes())
    assert written[0].count(b'"Ann Lee"') >= many
    assert written[1:] == written[:1] * 2


def test_the_characters_of_a_batch_change_no_byte_of_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraph = (
        '"Room {} stays open," said Ann Lee of Northgate College on 3 May 2024. She saw the Harbour Trust there.'
    )
    articles = [
        Article(id=f"a{number}", text="\n\n".join(paragraph.format(room) for room in range(1 + number % 7)))
        for number in range(2 * BATCH_SIZE + 1)
    ]
    written = []
    for most in (1, 500, 40_000):
        monkeypatch.setattr("ontherecord.annotate.workers.BATCH_CHARACTERS", most)
        out = tmp_path / f"{most}.jsonl"
        write_articles(out, (item for item in annotate(articles) if isinstance(item, Article)))
        written.append(out.read_bytes())
    assert written[0].count(b'"Ann Lee"') >= len(articles)
    assert written[1:] == written[:1] * 2
