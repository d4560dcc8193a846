"""The ways into CI: the pre-commit hook and the GitHub Action do what they promise, red for errors, else green."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ontherecord.jsonl import write_articles
from ontherecord.records import Article, Layer, Quotation, Rights, Speaker, complete
from ontherecord.report import RENDERERS

REPOSITORY = Path(__file__).parents[1]
PACKAGE = ("pyproject.toml", "README.md", "LICENSE", "src", "schema", ".pre-commit-hooks.yaml")
"""What the package is built from."""

ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
PAGE = (REPOSITORY / "docs" / "validate-in-ci.md").read_text(encoding="utf-8")
SNIPPETS = [yaml.safe_load(snippet) for snippet in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]

TEXT = "Nothing will change, Oda Finch said."


def write_corpus(file: Path, *, speaker: str) -> None:
    """One record, which is sound where the speaker of its quotation is `s1`."""
    quotation = Quotation(start=0, end=19, text=TEXT[:19], kind="indirect", speaker_id=speaker)
    article = complete(
        Article(
            id="weir-1",
            text=TEXT,
            rights=Rights(text_license="CC0-1.0", evidence="own work", distribution="full"),
            origin="original-fiction",
            speakers=(Speaker("s1", "Oda Finch"),),
            quotations=(quotation,),
            layers=(Layer("quotations", "hand"), Layer("speakers", "hand")),
        )
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    write_articles(file, [article])


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def git(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    return run("git", *identity, *arguments, cwd=cwd, GIT_CONFIG_GLOBAL=os.devnull, **environment)


def commit_everything(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    git("add", "--all", cwd=folder)
    return git("commit", "--quiet", "--message", "Change the corpus", cwd=folder, **environment)


def step(name: str) -> dict[str, Any]:
    (found,) = (step for step in ACTION["runs"]["steps"] if step["name"] == name)
    return dict(found)


def run_validate_step(cwd: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as a runner does, with the `ontherecord` of this environment."""
    given = {name: value.get("default", "") for name, value in ACTION["inputs"].items()} | inputs
    validate = step("Validate")
    variables = {
        variable: given[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]]  # type: ignore[index]
        for variable, value in validate["env"].items()
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return run(
        "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", validate["run"], cwd=cwd, PATH=path, **variables
    )


def assert_follows(schema: str, *files: Path) -> None:
    checked = run(
        sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files), cwd=REPOSITORY
    )
    assert checked.returncode == 0, checked.stdout


def test_the_action_is_well_formed() -> None:
    assert_follows("vendor.github-actions", REPOSITORY / "action.yml")


def test_the_hook_is_well_formed() -> None:
    manifest = str(REPOSITORY / ".pre-commit-hooks.yaml")
    checked = run(sys.executable, "-m", "pre_commit", "validate-manifest", manifest, cwd=REPOSITORY)
    assert checked.returncode == 0, checked.stdout


def test_the_workflows_of_the_page_are_well_formed_and_use_inputs_of_the_action(tmp_path: Path) -> None:
    jobs = [snippet for snippet in SNIPPETS if isinstance(snippet, dict) and "steps" in snippet]
    assert len(jobs) == 2
    workflow = tmp_path / "workflow.yml"
    for job in jobs:
        workflow.write_text(yaml.safe_dump({"on": "push", "jobs": {"validate": {"runs-on": "ubuntu-latest", **job}}}))
        assert_follows("vendor.github-workflows", workflow)
        (used,) = (step["with"] for step in job["steps"] if "/ontherecord@" in step["uses"])
        assert used.keys() <= ACTION["inputs"].keys()


def test_the_page_and_the_action_name_every_format() -> None:
    described = ACTION["inputs"]["format"]["description"]
    for name in RENDERERS:
        assert f"`{name}`" in PAGE
        assert name in described


def test_the_action_is_green_for_a_good_corpus_and_red_for_a_broken_one(tmp_path: Path) -> None:
    write_corpus(tmp_path / "a corpus" / "articles.jsonl", speaker="s1")
    done = run_validate_step(tmp_path, paths="a corpus")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr

    write_corpus(tmp_path / "a corpus" / "articles.jsonl", speaker="s9")
    done = run_validate_step(tmp_path, paths="a corpus")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=a corpus/articles.jsonl,line=1,title=OTR301-dangling-speaker::")


def test_the_action_writes_sarif_to_a_file_and_takes_a_path_a_line(tmp_path: Path) -> None:
    write_corpus(tmp_path / "one.jsonl", speaker="s9")
    write_corpus(tmp_path / "*" / "two.jsonl", speaker="s8")
    done = run_validate_step(tmp_path, paths="one.jsonl\n*\n", format="sarif", output="found.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    results = json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    dangling = [result for result in results if result["ruleId"] == "OTR301-dangling-speaker"]
    assert len(dangling) == 2


def test_no_input_of_the_action_becomes_a_command(tmp_path: Path) -> None:
    done = run_validate_step(tmp_path, paths="$(touch made)\n; touch made", format="text")
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def hook_repository(tmp_path: Path) -> Path:
    """A repository of the package as it stands in the working tree."""
    folder = tmp_path / "ontherecord"
    folder.mkdir()
    for name in PACKAGE:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git("init", "--quiet", cwd=folder)
    commit_everything(folder)
    return folder


@pytest.mark.packages
def test_the_hook_lets_a_good_corpus_pass_and_refuses_a_broken_one(hook_repository: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    git("init", "--quiet", cwd=corpus)
    revision = git("rev-parse", "HEAD", cwd=hook_repository).stdout.strip()
    hooks = [{"id": "ontherecord-validate"}]
    config = {"repos": [{"repo": str(hook_repository), "rev": revision, "hooks": hooks}]}
    (corpus / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    home = str(tmp_path / "pre-commit")
    installed = run(sys.executable, "-m", "pre_commit", "install", cwd=corpus, PRE_COMMIT_HOME=home)
    assert installed.returncode == 0, installed.stderr

    write_corpus(corpus / "articles.jsonl", speaker="s1")
    good = commit_everything(corpus, PRE_COMMIT_HOME=home)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "validate article records" in good.stderr
    assert "Passed" in good.stderr

    write_corpus(corpus / "articles.jsonl", speaker="s9")
    broken = commit_everything(corpus, PRE_COMMIT_HOME=home)
    assert broken.returncode == 1
    assert "OTR301-dangling-speaker" in broken.stderr
    assert git("log", "--oneline", cwd=corpus).stdout.count("\n") == 1


@pytest.mark.packages
def test_the_action_installs_the_package(hook_repository: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
    installed = run(
        "bash", "-c", step("Install")["run"], cwd=tmp_path, PATH=path, GITHUB_ACTION_PATH=str(hook_repository)
    )
    assert installed.returncode == 0, installed.stderr
    assert run(str(environment / "bin" / "ontherecord"), "--version", cwd=tmp_path).returncode == 0
