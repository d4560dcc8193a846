"""Floors: figures below which accuracy must not fall, pinned in a file that people can read in a diff.

The file is a JSON object: for each split the measures, each with its `floor` in percent. A floor that was lowered also
has the `best` floor that it ever had and a `reason`; without a reason a floor can only be raised.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.evaluate.tables import Figure
from ontherecord.files import atomic_file

MARGIN = 0.3
"""Percentage points by which a newly pinned floor lies under the figure: more than another processor can cost."""


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The floor of one figure.

    Attributes:
        floor: in percent.
        best: the highest floor that it ever had, where that was higher.
        reason: why it was lowered.
    """

    floor: float
    best: float | None = None
    reason: str | None = None


Floors = dict[str, dict[str, Floor]]
"""Split → measure → floor."""


def read_floors(path: Path) -> Floors:
    """The floors of a file.

    Raises:
        SourceError: the file cannot be read, is no such object, or lowers a floor without a reason.
    """
    try:
        floors = msgspec.json.decode(path.read_bytes(), type=Floors)
    except (OSError, msgspec.MsgspecError) as error:
        raise SourceError(f"{path}: {error}") from error
    for split, measures in floors.items():
        for measure, floor in measures.items():
            if floor.best is not None and floor.best > floor.floor and not (floor.reason or "").strip():
                raise SourceError(f"{path}: {split}, {measure}: lowered from {floor.best} without a `reason`")
    return floors


def shortfalls(split: str, figures: Sequence[Figure], floors: Floors) -> Iterator[str]:
    """A line for each figure of a split that is under its floor, and for each floor without a figure."""
    found = dict(_scores(figures))
    for measure, floor in floors.get(split, {}).items():
        if measure not in found:
            yield f"{split}, {measure}: has a floor of {floor.floor} and no figure"
        elif found[measure] < floor.floor:
            yield f"{split}, {measure}: {found[measure]} is under the floor of {floor.floor}"


def raised(floors: Floors, figures: Mapping[str, Sequence[Figure]]) -> Floors:
    """The floors, raised to a little under the figures; none is lowered, and a new figure gets a floor."""
    new = {split: dict(measures) for split, measures in floors.items()}
    for split, rows in figures.items():
        for measure, score in _scores(rows):
            pinned = round(score - MARGIN, 1)
            known = new.setdefault(split, {}).get(measure)
            if known is None or pinned > known.floor:
                best = known.best if known and known.best and known.best > pinned else None
                new[split][measure] = Floor(pinned, best, known.reason if known and best else None)
    return new


def write_floors(path: Path, floors: Floors) -> None:
    """Write the file, one line a measure.

    Raises:
        OutputError: the file cannot be written.
    """
    with atomic_file(path) as file:
        file.write((json.dumps(msgspec.to_builtins(floors), indent=2, sort_keys=True) + "\n").encode())


def _scores(figures: Sequence[Figure]) -> Iterator[tuple[str, float]]:
    """F1 of each layer measure, recall of each phenomenon."""
    return ((figure.measure, figure.recall if figure.f1 is None else figure.f1) for figure in figures)
