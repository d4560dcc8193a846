"""The card of a release: the figures of its front matter against those of the data."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ontherecord.findings import CARD_FIGURES_DIFFER, MALFORMED_CARD, Finding

CARD = "README.md"
FENCE = "---"


class _Split(msgspec.Struct):
    name: str
    num_examples: int


class _Table(msgspec.Struct):
    config_name: str = "default"
    splits: list[_Split] = []


class _FrontMatter(msgspec.Struct):
    dataset_info: list[_Table] | _Table = []


def check_card(folder: Path, counts: Mapping[tuple[str, str], int]) -> Iterator[Finding]:
    """The card gives the number of rows that each table has in each split, and of no other.

    Args:
        folder: the release.
        counts: rows by table and split.
    """
    card = folder / CARD
    try:
        front_matter = _read_front_matter(card)
    except (OSError, ValueError) as error:
        message = " ".join(str(error).split())
        yield MALFORMED_CARD.finding(f"the front matter cannot be read: {message}", file=str(card))
        return
    if front_matter is None:
        return
    info = front_matter.dataset_info
    tables = info if isinstance(info, list) else [info]
    stated = {(table.config_name, split.name): split.num_examples for table in tables for split in table.splits}
    for table, split in sorted(stated.keys() | counts.keys()):
        wanted, found = stated.get((table, split)), counts.get((table, split))
        if wanted != found:
            yield CARD_FIGURES_DIFFER.finding(
                f"split {split} of {table} has {_rows(found)}, but the card says {_rows(wanted)}", file=str(card)
            )


def _read_front_matter(card: Path) -> _FrontMatter | None:
    """The front matter of a card; None where there is no card, or one without front matter.

    Raises:
        OSError: the card cannot be read.
        ValueError: it is not UTF-8, or its front matter is not what `datasets` reads.
    """
    import yaml

    if not card.is_file():
        return None
    opening, *lines = card.read_text(encoding="utf-8").splitlines() or [""]
    if opening != FENCE:
        return None
    if FENCE not in lines:
        raise ValueError(f"no line {FENCE} ends it")
    try:
        values: Any = yaml.safe_load("\n".join(lines[: lines.index(FENCE)]))
        return msgspec.convert(values or {}, _FrontMatter)
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _rows(number: int | None) -> str:
    return "no data" if number is None else f"{number} rows"
