"""The page of benchmarks is made of a template and of what the commands in it print."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmarks_runner", BENCHMARKS / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_command_of_the_template_is_there_and_told_to_the_reader(runner: ModuleType) -> None:
    template = runner.TEMPLATE.read_text(encoding="utf-8")
    commands = [mark for mark in runner.MARK.findall(template) if mark != runner.MACHINE]
    assert len(commands) >= 6
    for command in commands:
        script = command.split()[0]
        assert (BENCHMARKS / script).is_file()
        assert f"`python benchmarks/{script}" in template


def test_marks_give_way_to_what_commands_print_and_a_kept_answer_is_not_asked_for_again(
    runner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "BENCHMARKS", tmp_path)
    monkeypatch.setattr(runner, "REPOSITORY", tmp_path)
    (tmp_path / "count.py").write_text("import sys; open('runs', 'a').write('x'); print('|', sys.argv[1], '|')\n")
    template = "# Head\n\n<!-- count.py 7 -->\n\nProse <!-- kept --> here.\n\n<!-- machine -->\n"
    pages = [runner.filled(template, tmp_path) for _ in range(2)]
    assert pages[0] == pages[1]
    assert pages[0].startswith("# Head\n\n| 7 |\n\nProse <!-- kept --> here.\n\n")
    assert "Python" in pages[0]
    assert (tmp_path / "runs").read_text() == "x"


def test_a_command_that_fails_ends_the_run(runner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BENCHMARKS", tmp_path)
    (tmp_path / "fails.py").write_text("raise SystemExit(3)\n")
    with pytest.raises(runner.subprocess.CalledProcessError):
        runner.filled("<!-- fails.py -->", tmp_path)
    assert not list(tmp_path.glob("*.md"))
