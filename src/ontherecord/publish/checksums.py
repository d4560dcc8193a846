"""Checksums of a release."""

import hashlib
from pathlib import Path

CHECKSUM_FILE = "SHA256SUMS"


def write_checksums(folder: Path) -> None:
    """Write `SHA256SUMS`, as `sha256sum --check` reads it: every other file of the folder, sorted by its path."""
    lines = [f"{_sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in release_files(folder)]
    (folder / CHECKSUM_FILE).write_bytes("".join(lines).encode())


def release_files(folder: Path) -> list[Path]:
    """All files of the folder, sorted by their path."""
    return sorted(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.relative_to(folder).as_posix()
    )


def content_sha256(folder: Path) -> str:
    """The canonical content hash of a release: SHA-256 of its JSON Lines files one after the other, sorted by name.

    It does not depend on the versions of the libraries that write Parquet and gzip, and
    `LC_ALL=C; cat jsonl/*.jsonl | sha256sum` gives the same.
    """
    digest = hashlib.sha256()
    for file in sorted((folder / "jsonl").glob("*.jsonl")):
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
