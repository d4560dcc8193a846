"""The tables of a release: the articles as they are, and flat tables with one row for each entry of a layer."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ontherecord.records import Article, Record
from ontherecord.schema import arrow_type, article_schema, schema_at

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLES = "articles"
DEFAULT_SPLIT = "train"
"""The split of an article that names none."""

Row = dict[str, Any]


class FlatTable(msgspec.Struct, frozen=True):
    """One row for each entry of a list of the article.

    Attributes:
        name: the list, and name of the table.
        description: what a row is.
        columns: name of each column, and the path of its value in the article schema. A path into the list itself is
            the row's own value; a path into another list is a value of the one entry there that the row links to.
        links: for each other list that columns lead into, the field of the row that holds the entry's id.
    """

    name: str
    description: str
    columns: Mapping[str, str]
    links: Mapping[str, str] = {}


_ARTICLE_COLUMNS = {
    "article_id": "id",
    "headline": "headline",
    "published": "published",
    "source_name": "source.name",
}

FLAT_TABLES = (
    FlatTable(
        name="quotations",
        description="what somebody is reported to have said, with its speaker",
        columns={
            **_ARTICLE_COLUMNS,
            "id": "quotations[].id",
            "kind": "quotations[].kind",
            "text": "quotations[].text",
            "start": "quotations[].start",
            "end": "quotations[].end",
            "group": "quotations[].group",
            "speaker_id": "quotations[].speaker_id",
            "speaker_name": "speakers[].name",
            "speaker_kind": "speakers[].kind",
            "speaker_role": "speakers[].role",
            "speaker_affiliation": "speakers[].affiliation",
            "speaker_wikidata": "speakers[].wikidata",
            "organization_id": "quotations[].organization_id",
            "organization_name": "organizations[].name",
            "organization_wikidata": "organizations[].wikidata",
            "cue": "quotations[].cue.text",
            "cue_start": "quotations[].cue.start",
            "cue_end": "quotations[].cue.end",
            "source": "quotations[].source.text",
            "source_start": "quotations[].source.start",
            "source_end": "quotations[].source.end",
            "date_id": "quotations[].date_id",
            "said": "dates[].value",
            "said_earliest": "dates[].earliest",
            "said_latest": "dates[].latest",
            "phenomena": "quotations[].phenomena",
            "confidence": "quotations[].confidence",
            "rule": "quotations[].rule",
        },
        links={"speakers": "speaker_id", "organizations": "organization_id", "dates": "date_id"},
    ),
    FlatTable(
        name="speakers",
        description="a party that is quoted in an article",
        columns={
            **_ARTICLE_COLUMNS,
            "id": "speakers[].id",
            "name": "speakers[].name",
            "kind": "speakers[].kind",
            "role": "speakers[].role",
            "affiliation": "speakers[].affiliation",
            "organization_id": "speakers[].organization_id",
            "organization_name": "organizations[].name",
            "organization_wikidata": "organizations[].wikidata",
            "wikidata": "speakers[].wikidata",
            "mentions": "speakers[].mentions",
        },
        links={"organizations": "organization_id"},
    ),
    FlatTable(
        name="organizations",
        description="an organization that an article names",
        columns={
            **_ARTICLE_COLUMNS,
            "id": "organizations[].id",
            "name": "organizations[].name",
            "aliases": "organizations[].aliases",
            "kind": "organizations[].kind",
            "wikidata": "organizations[].wikidata",
            "country": "organizations[].country",
            "mentions": "organizations[].mentions",
        },
    ),
    FlatTable(
        name="dates",
        description="a temporal expression, resolved against the day of publication",
        columns={
            **_ARTICLE_COLUMNS,
            "id": "dates[].id",
            "text": "dates[].text",
            "start": "dates[].start",
            "end": "dates[].end",
            "type": "dates[].type",
            "value": "dates[].value",
            "mod": "dates[].mod",
            "earliest": "dates[].earliest",
            "latest": "dates[].latest",
            "anchor": "dates[].anchor",
        },
    ),
)


TABLE_NAMES = (ARTICLES, *(table.name for table in FLAT_TABLES))


def shard_name(split: str, number: int, shards: int) -> str:
    """The stem of a file of a split: `train`, or `train-00000-of-00002` where the split has several."""
    return split if shards == 1 else f"{split}-{number:05}-of-{shards:05}"


def split_of(file: Path) -> str:
    """The split that a file of a release belongs to; the name of a split has no hyphen."""
    return file.name.partition(".")[0].partition("-")[0]


def table_columns(name: str) -> Mapping[str, str]:
    """Each column of a table, and the path of its value in the article schema."""
    return {field: field for field in article_schema()["properties"]} if name == ARTICLES else _flat_table(name).columns


def table_schema(name: str) -> "pa.Schema":
    """The Arrow schema of a table, taken from the article schema."""
    import pyarrow as pa

    return pa.schema([(column, arrow_type(schema_at(path))) for column, path in table_columns(name).items()])


def table_rows(name: str, articles: Iterable[Article]) -> Iterator[Row]:
    """The rows of a table, in the order of the articles and of their entries."""
    if name == ARTICLES:
        return (_plain(article) for article in articles)
    return _flat_rows(_flat_table(name), articles)


def _flat_table(name: str) -> FlatTable:
    return next(table for table in FLAT_TABLES if table.name == name)


def _flat_rows(table: FlatTable, articles: Iterable[Article]) -> Iterator[Row]:
    for article in articles:
        entries = {name: {entry.id: entry for entry in getattr(article, name)} for name in table.links}
        for item in getattr(article, table.name):
            linked = {name: entries[name].get(getattr(item, field)) for name, field in table.links.items()}
            records = {"": article, table.name: item, **linked}
            yield _plain({column: _value(records, path) for column, path in table.columns.items()})


def _value(records: Mapping[str, Record | None], path: str) -> Any:
    """The value at a path; null where a record on the way is null."""
    place, _, steps = path.rpartition("[].")
    value: Any = records[place]
    for step in steps.split("."):
        if value is None:
            return None
        value = getattr(value, step)
    return value


def _plain(value: Any) -> Any:
    """Lists and dictionaries for records; days stay days."""
    return msgspec.to_builtins(value, builtin_types=(datetime.date,))
