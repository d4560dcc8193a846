"""Annotations edited as text, the articles that need it most, and two annotations settled into one."""

from pathlib import Path

import msgspec
import pytest

from ontherecord.__main__ import main
from ontherecord.gold import compile_gold, parse_gold
from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Quotation
from ontherecord.review.uncertainty import by_uncertainty, contested_quotations

from .examples import harbour


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    write_articles(tmp_path / "a.jsonl", [harbour()])
    return tmp_path


def edit(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> int:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"sed -i '{script}'")
    return main(["review", "edit", "harbour", "--articles", str(folder / "a.jsonl"), "--gold", str(folder / "gold")])


def test_an_edit_becomes_gold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert edit(folder, monkeypatch, "s/q4 direct/q4 mixed/") == 0
    parsed, _ = parse_gold((folder / "gold" / "harbour.txt").read_text(encoding="utf-8"), "harbour.txt")
    assert parsed is not None
    kinds = [quotation.kind for quotation in compile_gold(parsed.gold, harbour()).quotations]
    assert kinds == ["direct", "direct", "indirect", "mixed"]


def test_an_error_is_told_by_its_line_and_the_work_kept_for_the_next_edit(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit(folder, monkeypatch, "s/q4 direct/q4 shouted/") == 1
    draft = folder / "gold" / "harbour.draft"
    assert f"{draft}:11: error OTR612-malformed-tag" in capsys.readouterr().err
    assert [file.name for file in (folder / "gold").iterdir()] == ["harbour.draft"]
    assert edit(folder, monkeypatch, "s/q4 shouted/q4 mixed/") == 0
    assert [file.name for file in (folder / "gold").iterdir()] == ["harbour.txt"]


def test_the_text_may_not_be_edited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert edit(folder, monkeypatch, "s/came up fast/came up slowly/") == 1
    assert not (folder / "gold" / "harbour.txt").exists()


def test_an_article_that_is_not_there_is_wrong_usage(folder: Path) -> None:
    assert main(["review", "edit", "gone", "--articles", str(folder / "a.jsonl")]) == 2


def test_a_word_that_is_no_command_is_the_article_to_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i 's/q4 direct/q4 mixed/'")
    monkeypatch.delenv("VISUAL", raising=False)
    command = ["review", "harbour", "--articles", str(folder / "a.jsonl"), "--gold", str(folder / "gold")]
    assert main(command) == 0
    assert "q4 mixed" in (folder / "gold" / "harbour.txt").read_text(encoding="utf-8")
    assert main(["review", "exprot"]) == 2


@pytest.mark.parametrize("script", ["true", "truncate -s 0"])
def test_what_is_not_saved_or_emptied_is_not_approved(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], script: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", script)
    command = ["review", "edit", "harbour", "--articles", str(folder / "a.jsonl"), "--gold", str(folder / "gold")]
    assert main(command) == 0
    assert "nothing is changed" in capsys.readouterr().out
    assert list((folder / "gold").iterdir()) == []


def test_a_folder_that_is_not_there_is_told_before_anybody_edits(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"touch {folder / 'opened'};true")
    assert main(["review", "edit", "harbour", "--articles", str(folder / "a.jsonl"), "--gold", str(folder / "no")]) == 2
    assert "is no folder" in capsys.readouterr().err
    assert not (folder / "opened").exists()


def test_an_id_that_is_nearly_right_is_suggested(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "edit", "harbor", "--articles", str(folder / "a.jsonl"), "--gold", str(folder)]) == 2
    assert "did you mean harbour?" in capsys.readouterr().err


def unreviewed_harbour() -> Article:
    """The harbour as the annotator leaves one: nothing reviewed, no labels, one quotation less certain."""
    first, *others = (msgspec.structs.replace(quotation, phenomena=()) for quotation in harbour().quotations)
    doubtful = msgspec.structs.replace(first, confidence=0.2, rule="according-to+pronoun")
    return msgspec.structs.replace(harbour(), quotations=(doubtful, *others), layers=())


def test_what_nobody_reviewed_opens_with_what_is_doubtful_and_with_the_labels_that_follow(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_articles(folder / "a.jsonl", [unreviewed_harbour()])
    opened = folder / "opened.txt"
    monkeypatch.delenv("VISUAL", raising=False)
    (folder / "editor.sh").write_text(f"cp $1 {opened}; touch $1\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"sh {folder / 'editor.sh'}")
    command = ["review", "edit", "harbour", "--articles", str(folder / "a.jsonl"), "--gold", str(folder / "gold")]
    assert main([*command, "--reviewer", "B", "--reviewed-on", "2026-01-30"]) == 0
    shown = opened.read_text(encoding="utf-8")
    assert shown.startswith("# look: q1, confidence 0.2, according-to+pronoun\n")
    assert "{q1 direct s1 group=g1 on=d1 according-to|" in shown
    assert "{q3 indirect s1 pronoun-speaker|" in shown
    assert "{q4 direct s2 unnamed-speaker floating|" in shown
    assert "label" not in capsys.readouterr().err
    saved = (folder / "gold" / "harbour.txt").read_text(encoding="utf-8")
    assert saved == "".join(line for line in shown.splitlines(keepends=True) if not line.startswith("# look"))


def machine(identifier: str, *confidences: float | None) -> Article:
    quotations = tuple(
        Quotation(id=f"q{number}", start=number, end=number + 1, text="a", kind="direct", confidence=confidence)
        for number, confidence in enumerate(confidences, start=1)
    )
    return Article(id=identifier, text="a a a a a", quotations=quotations)


def test_the_least_certain_article_and_quotation_come_first() -> None:
    found = by_uncertainty([machine("sure", 0.9, 0.9), machine("unsure", 0.9, 0.2), harbour()])
    assert [(item.article, item.least) for item in found] == [("unsure", ("q2", "q1")), ("sure", ("q1", "q2"))]
    assert [item.expected for item in found] == [0.9, 0.2]


def test_rules_disagree_where_quotations_cross_or_a_group_has_two_speakers() -> None:
    def quotation(identifier: str, start: int, end: int, **values: str) -> Quotation:
        return Quotation(id=identifier, start=start, end=end, text="", kind="direct", **values)  # type: ignore[arg-type]

    nested = quotation("q1", 0, 10), quotation("q2", 2, 8)
    crossing = quotation("q3", 20, 30), quotation("q4", 25, 35)
    group = quotation("q5", 40, 41, group="g1", speaker_id="s1"), quotation("q6", 42, 43, group="g1", speaker_id="s2")
    assert contested_quotations([*nested, *crossing, *group]) == {"q3", "q4", "q5", "q6"}


def test_next_names_what_is_to_be_reviewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(tmp_path / "a.jsonl", [harbour(), machine("sure", 0.9), machine("unsure", 0.2)])
    assert main(["review", "next", str(tmp_path / "a.jsonl"), "--uncertain"]) == 0
    assert main(["review", "next", str(tmp_path / "a.jsonl")]) == 0
    assert capsys.readouterr().out == "unsure\t0.80\tq1\nsure\t0.10\tq1\n"


def test_next_says_so_where_nothing_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "next", str(folder / "a.jsonl")]) == 0
    assert "are reviewed" in capsys.readouterr().err


def other_harbour() -> Article:
    *first, last = harbour().quotations
    return msgspec.structs.replace(harbour(), quotations=(*first, msgspec.structs.replace(last, kind="mixed")))


def settle(folder: Path, other: Article) -> int:
    write_articles(folder / "b.jsonl", [other])
    return main(["adjudicate", str(folder / "a.jsonl"), str(folder / "b.jsonl"), "-o", str(folder / "gold")])


def test_what_two_agree_on_is_gold(folder: Path) -> None:
    assert settle(folder, harbour()) == 0
    assert [file.name for file in (folder / "gold").iterdir()] == ["harbour.txt"]


def test_what_they_disagree_on_is_settled_by_a_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settle(folder, other_harbour()) == 0
    draft = (folder / "gold" / "harbour.draft").read_text(encoding="utf-8")
    assert "# settle: quotations, kind: " in draft
    assert edit(folder, monkeypatch, "s/q4 direct/q4 mixed/") == 1
    assert edit(folder, monkeypatch, "/^# settle/d") == 0
    assert [file.name for file in (folder / "gold").iterdir()] == ["harbour.txt"]


def test_groups_and_links_that_differ_are_settled_by_a_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quotations = tuple(
        msgspec.structs.replace(quotation, group=None, date_id=None, organization_id=None)
        for quotation in harbour().quotations
    )
    assert settle(folder, msgspec.structs.replace(harbour(), quotations=quotations)) == 0
    draft = (folder / "gold" / "harbour.draft").read_text(encoding="utf-8")
    settled = [line.partition(":")[2].partition(":")[0].strip() for line in draft.splitlines() if line.startswith("#")]
    assert settled == [
        f"quotations, {about}" for about in ("date", "on-behalf-of", "group", "on-behalf-of", "on-behalf-of")
    ]
    assert edit(folder, monkeypatch, "/^# settle/d; s/ group=g1//g; s/ on=d1//") == 0
    parsed, _ = parse_gold((folder / "gold" / "harbour.txt").read_text(encoding="utf-8"), "harbour.txt")
    assert parsed is not None
    found = compile_gold(parsed.gold, harbour()).quotations
    assert [(item.group, item.date_id) for item in found] == [(None, None)] * 4


def test_a_label_that_only_one_has_is_not_taken_unseen(folder: Path) -> None:
    first, *others = harbour().quotations
    unlabelled = msgspec.structs.replace(first, phenomena=())
    assert settle(folder, msgspec.structs.replace(harbour(), quotations=(unlabelled, *others))) == 0
    draft = (folder / "gold" / "harbour.draft").read_text(encoding="utf-8")
    assert "# settle: quotations, labels: " in draft
    assert "first: broken; second: –" in draft


def test_agree_prints_the_measures_and_the_disagreements(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(folder / "b.jsonl", [other_harbour()])
    assert main(["agree", str(folder / "a.jsonl"), str(folder / "b.jsonl")]) == 0
    out = capsys.readouterr().out
    assert "## Agreement on 1 articles" in out
    assert "| quotations exact span F1 | 1.000 | 1.000 to 1.000 | 8 |" in out
    assert "| quotations mixed span F1 | 0.000 | 0.000 to 0.000 | 1 |" in out
    assert "- quotations, kind: " in out


def test_articles_of_two_texts_are_not_compared(folder: Path) -> None:
    assert settle(folder, msgspec.structs.replace(harbour(), text="a")) == 2
    assert settle(folder, msgspec.structs.replace(harbour(), id="other")) == 2
