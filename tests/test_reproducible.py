"""The same articles give the same bytes: in another folder, with another hash seed, locale and time zone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLES = {
    "harbour.txt": "Harbour ferry to sail\n\nThe ferry will sail on Friday, the Harbour Trust said on Tuesday.\n",
    "library.txt": "Library stays open\n\nReaders may stay until ten, the librarian, Otto Brandt, told the council.\n",
    "quarry.txt": "Quarry to close\n\n“We are done,” said Ines Marlow of Quarry Works on 3 May 2024.\n",
}


def build(place: Path, environment: dict[str, str]) -> dict[str, bytes]:
    news, out = place / "news", place / "release"
    news.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (news / name).write_text(text, encoding="utf-8")
    rows = [{"file": name, "published": "2024-05-06", "license": "CC-BY-4.0"} for name in ARTICLES]
    (news / "sources.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-m", "ontherecord", "build", "news", "-o", str(out)]
    subprocess.run(command, check=True, cwd=place, env=os.environ | environment, capture_output=True)
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(tmp_path_factory.mktemp("usual"), {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"})


def test_another_folder_hash_seed_locale_and_time_zone_give_the_same_bytes(
    usual: dict[str, bytes], tmp_path: Path
) -> None:
    other = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
    assert build(tmp_path / "a deep" / "folder", other) == usual
