"""The card of a release: a template whose places are filled with what was counted."""

import itertools
import string
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from ontherecord.errors import MissingExtraError, SourceError, UsageError
from ontherecord.publish.changes import changes_in
from ontherecord.publish.figures import BREAKDOWNS, Breakdown, Figures, SplitFigures
from ontherecord.publish.front_matter import fill_front_matter
from ontherecord.publish.markdown import escape, table
from ontherecord.publish.parquet import ParquetFile
from ontherecord.publish.plots import Plot
from ontherecord.records import SCHEMA_VERSION
from ontherecord.release_tables import FLAT_TABLES
from ontherecord.schema import field_table

CARD_FILE = "README.md"
DEFAULT_TEMPLATE = Path(__file__).with_name("default_card.md")

_DEFAULT_NAME = "Annotated news articles"
_MARKER = "<!-- Made by `ontherecord publish`: the next build replaces this folder. -->"


class Template(msgspec.Struct, frozen=True):
    """A card template: YAML front matter, and a body with `$placeholders` (`$$` stands for a dollar sign)."""

    front_matter: dict[str, Any]
    body: str

    @property
    def name(self) -> str:
        """The name that it gives the data set."""
        return str(self.front_matter.get("pretty_name", _DEFAULT_NAME))


def read_template(path: Path) -> Template:
    """The template in a file.

    Raises:
        SourceError: the file cannot be opened.
        UsageError: it is not UTF-8, or its front matter is not YAML.
        MissingExtraError: the library `datasets` is not installed.
    """
    try:
        import datasets  # noqa: F401
        from huggingface_hub import DatasetCard
        from yaml import YAMLError
    except ImportError as error:
        raise MissingExtraError("publishing needs another library: pip install 'ontherecord[publish]'") from error
    try:
        card = DatasetCard(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error
    except (ValueError, YAMLError) as error:
        raise UsageError(f"{path}: no card template: {error}") from error
    return Template({key: value for key, value in vars(card.data).items() if value is not None}, card.text)


def render_card(
    template: Template,
    *,
    name: str,
    version: str | None,
    changelog: bytes | None,
    figures: Figures,
    withheld: int,
    files: Sequence[ParquetFile],
    plots: Sequence[Plot],
    content_sha256: str,
) -> str:
    """The card as text.

    Raises:
        UsageError: the template has a placeholder that does not exist.
    """
    front_matter = fill_front_matter(template.front_matter, name, figures, files)
    values = {
        "name": escape(name),
        "version": escape(version or "not given"),
        "changes": _changes(changelog, version),
        "schema_version": SCHEMA_VERSION,
        "content_sha256": content_sha256,
        "first_day": str(figures.first_day or "unknown"),
        "last_day": str(figures.last_day or "unknown"),
        "withheld": f"{withheld:,}",
        **{field: f"{getattr(figures.total, field):,}" for field in SplitFigures.__struct_fields__},
        **{breakdown.name: _breakdown_table(breakdown, figures) for breakdown in BREAKDOWNS},
        "splits": _split_table(figures),
        "lengths": _length_table(figures),
        "plots": "\n\n".join(f"![{plot.title}]({plot.path})" for plot in plots),
        "configs": table(["configuration", "split", "rows"], [(file.table, file.split, file.rows) for file in files]),
        "columns": _column_table(),
        "fields": field_table().strip(),
    }
    return f"---\n{front_matter.to_yaml()}\n---\n\n{_MARKER}\n\n{_fill(template.body, values).strip()}\n"


def is_marked(folder: Path) -> bool:
    """Whether the folder has a card that `render_card` made."""
    card = folder / CARD_FILE
    return card.is_file() and _MARKER.encode() in card.read_bytes()


def _fill(body: str, values: dict[str, str]) -> str:
    try:
        return string.Template(body).substitute(values)
    except KeyError as error:
        raise UsageError(f"the card has an unknown placeholder ${error.args[0]}; known: {', '.join(values)}") from error
    except ValueError as error:
        raise UsageError(f"the card has a dollar sign that starts no placeholder ({error}); write $$") from error


def _changes(changelog: bytes | None, version: str | None) -> str:
    """The entry of the version, or that there is none."""
    entry = changes_in(changelog.decode(errors="replace"), version) if changelog and version else None
    return entry or "No list of changes was given for this version."


def _breakdown_table(breakdown: Breakdown, figures: Figures) -> str:
    """The commonest keys, and one row for all others."""
    ranking = figures.rankings[breakdown.name]
    rows: list[tuple[str | int | None, ...]] = [(*key, count) for key, count in ranking.common]
    if ranking.others:
        rows.append((f"{ranking.others:,} others", *[None] * (len(breakdown.headers) - 2), ranking.rest))
    return table(breakdown.headers, rows)


def _split_table(figures: Figures) -> str:
    names = SplitFigures.__struct_fields__
    rows = [[split, *(getattr(row, name) for name in names)] for split, row in figures.splits.items()]
    return table(["split", *names], rows)


def _length_table(figures: Figures) -> str:
    """Words per article of each split and of all."""
    lengths = {**figures.lengths, "all": sum(figures.lengths.values(), Counter())}
    rows = [(split, min(counts), _median(counts), max(counts)) for split, counts in lengths.items() if counts]
    return table(["split", "shortest", "median", "longest"], rows)


def _median(counts: Counter[int]) -> int:
    """The lower median."""
    values = sorted(counts.items())
    at_most = itertools.accumulate(count for _, count in values)
    return next(value for (value, _), reached in zip(values, at_most, strict=True) if 2 * reached >= counts.total())


def _column_table() -> str:
    """The columns of the flat configurations, with the field of the article that each holds."""
    return table(
        ["configuration", "column", "field"],
        [(flat.name, column, path) for flat in FLAT_TABLES for column, path in flat.columns.items()],
    )
