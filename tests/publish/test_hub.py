"""A release on a Hub: pushed, loaded by name and revision, streamed and copied, by the real client over HTTP."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub
import pytest

from ontherecord.publish import Release
from ontherecord.publish.push import xet_where_offered

from .examples import bare_article, publish_articles
from .hub import Files, Hub, serve

NAME = "org/news"
TOKEN = "hf_secretsecretsecret"

LOAD = """
import json, pathlib, sys
import datasets, huggingface_hub
name, tables = sys.argv[1], sys.argv[2:]
datasets.disable_progress_bars()
def rows(loaded):
    return {split: json.loads(json.dumps(list(part), default=str)) for split, part in loaded.items()}
folder = pathlib.Path(huggingface_hub.snapshot_download(name, repo_type="dataset"))
print(json.dumps({
    "default": rows(datasets.load_dataset(name)),
    "tagged": rows(datasets.load_dataset(name, revision="v1")),
    "mapped": {table: rows(datasets.load_dataset(name, table)) for table in tables},
    "streamed": {table: rows(datasets.load_dataset(name, table, streaming=True)) for table in tables},
    "local": {table: rows(datasets.load_dataset(str(folder), table)) for table in tables},
    "files": sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()),
}))
"""


def contents(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(hub: Hub, home: Path, *command: str, answer: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    return subprocess.run(
        [sys.executable, *command],
        input=answer,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**environment, "HF_ENDPOINT": hub.address, "HF_HOME": str(home), "HF_TOKEN": TOKEN, **variables},
    )


def push(
    hub: Hub, home: Path, release: Path, *options: str, answer: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    done = run(hub, home, "-m", "ontherecord", "push", NAME, str(release), *options, answer=answer, **variables)
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def hub() -> Iterator[Hub]:
    """An empty data set."""
    with serve(Hub(NAME, {".gitattributes": b""})) as served:
        yield served


def test_a_release_loads_by_name_and_revision_mapped_and_streamed(
    release: Release, tmp_path_factory: pytest.TempPathFactory
) -> None:
    older = publish_articles(tmp_path_factory.mktemp("older"), [bare_article()])
    tables = sorted(release.rows)
    with serve(Hub(NAME, contents(older.folder))) as hub:
        hub.tags["v1"] = hub.head
        hub.commit(contents(release.folder))
        done = run(hub, tmp_path_factory.mktemp("home"), "-c", LOAD, NAME, *tables)
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    assert loaded["default"] == loaded["mapped"]["articles"]
    assert [row["id"] for row in loaded["tagged"]["train"]] == ["bare-1"]
    for table in tables:
        assert loaded["mapped"][table] == loaded["streamed"][table] == loaded["local"][table]
        assert {split: len(rows) for split, rows in loaded["mapped"][table].items()} == release.rows[table]
    for split, rows in loaded["default"].items():
        lines = (release.folder / "jsonl" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
        assert rows == [json.loads(line) for line in lines]
    assert loaded["files"] == list(release.files)


def test_a_cold_load_fetches_the_card_and_the_files_of_its_table_alone(release: Release, tmp_path: Path) -> None:
    with serve(Hub(NAME, contents(release.folder))) as hub:
        program = f"import datasets; datasets.load_dataset({NAME!r}, 'quotations')"
        assert run(hub, tmp_path, "-c", program).returncode == 0
    fetched = [
        path.partition("/resolve/")[2] for method, path in hub.requests if method == "GET" and "/resolve/" in path
    ]
    files = [f"data/quotations/{split}.parquet" for split in release.rows["quotations"]]
    assert sorted(path.partition("/")[2] for path in fetched) == ["README.md", *sorted(files)]


def test_a_push_shows_what_it_sends_and_sends_it(hub: Hub, release: Release, tmp_path: Path) -> None:
    done = push(hub, tmp_path, release.folder, answer="y\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{hub.address}/datasets/{NAME}/commit/{hub.head}"
    assert all(path in done.stderr for path in release.files)
    assert hub.commits[hub.head] == {".gitattributes": b"", **contents(release.folder)}


@pytest.mark.parametrize("variables", [{}, {"HF_HUB_DISABLE_XET": "1"}], ids=["hf_xet", "without hf_xet"])
def test_large_files_go_by_lfs_to_a_hub_without_xet(
    hub: Hub, release: Release, tmp_path: Path, variables: dict[str, str]
) -> None:
    assert importlib.util.find_spec("hf_xet")
    done = push(hub, tmp_path, release.folder, "--yes", **variables)
    assert done.returncode == 0, done.stderr
    assert len(hub.uploads) == sum(path.endswith((".parquet", ".gz")) for path in release.files)


@pytest.mark.parametrize("offers_xet", [False, True])
def test_xet_is_given_up_for_a_hub_without_it_alone(offers_xet: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    with serve(Hub(NAME, {}, offers_xet=offers_xet)) as hub:
        client = huggingface_hub.HfApi(endpoint=hub.address, token=TOKEN)
        with xet_where_offered(client, NAME, "main"):
            assert huggingface_hub.constants.HF_HUB_DISABLE_XET is not offers_xet
        assert not huggingface_hub.constants.HF_HUB_DISABLE_XET


def test_without_consent_nothing_is_sent(hub: Hub, release: Release, tmp_path: Path) -> None:
    done = push(hub, tmp_path, release.folder, answer="n\n")
    assert done.returncode != 0
    assert (len(hub.commits), hub.uploads) == (1, [])


def test_data_files_that_the_release_does_not_have_go_and_other_files_stay(release: Release, tmp_path: Path) -> None:
    there = {"data/articles/old.parquet": b"old", "NOTES.md": b"mine"}
    with serve(Hub(NAME, there)) as hub:
        done = push(hub, tmp_path, release.folder, "--yes")
    assert "deleted  data/articles/old.parquet" in done.stderr
    assert hub.commits[hub.head] == {"NOTES.md": b"mine", **contents(release.folder)}


def test_a_push_that_broke_off_shows_nothing_and_the_next_one_goes_on(
    hub: Hub, release: Release, tmp_path: Path
) -> None:
    hub.refusals["/commit/"] = 403
    assert push(hub, tmp_path, release.folder, "--yes").returncode == 2
    sent = list(hub.uploads)
    assert sent
    assert len(hub.commits) == 1
    hub.refusals.clear()
    assert push(hub, tmp_path, release.folder, "--yes").returncode == 0
    assert hub.uploads == sent
    assert hub.commits[hub.head] == {".gitattributes": b"", **contents(release.folder)}


@pytest.mark.parametrize(
    ("part", "status", "message"),
    [
        ("/api/datasets/", 401, "the Hub does not know you"),
        ("/preupload/", 403, "no right to write to org/news"),
        ("/commit/", 412, "changed by somebody meanwhile"),
        ("/commit/", 400, "status 400"),
    ],
)
def test_a_refusal_is_one_line(
    hub: Hub, release: Release, tmp_path: Path, part: str, status: int, message: str
) -> None:
    hub.refusals[part] = status
    done = push(hub, tmp_path, release.folder, "--yes")
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert message in line
    assert len(hub.commits) == 1


def test_a_missing_data_set_or_branch_is_told(hub: Hub, release: Release, tmp_path: Path) -> None:
    done = run(hub, tmp_path, "-m", "ontherecord", "push", "org/other", str(release.folder), "--yes")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "hf repo create org/other --repo-type dataset" in done.stderr
    assert "has no branch dev" in push(hub, tmp_path, release.folder, "--branch", "dev").stderr


def test_no_network_is_told(release: Release, tmp_path: Path) -> None:
    with serve(Hub(NAME, {})) as hub:
        pass
    done = push(hub, tmp_path, release.folder, "--yes")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "cannot be reached" in done.stderr
    assert "cannot be reached" in push(hub, tmp_path, release.folder, "--yes", HF_HUB_OFFLINE="1").stderr


def test_what_is_no_release_or_a_changed_one_is_refused(hub: Hub, tmp_path: Path) -> None:
    assert "is no release" in push(hub, tmp_path, tmp_path, "--yes").stderr
    folder = publish_articles(tmp_path, [bare_article()]).folder
    (folder / "jsonl" / "train.jsonl").write_bytes(b"{}\n")
    assert "was changed after it was made" in push(hub, tmp_path, folder, "--yes").stderr
