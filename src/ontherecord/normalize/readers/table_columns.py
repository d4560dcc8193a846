"""Which column of a table tells what, by `--map` and by the names that data sets of news give their columns."""

from collections.abc import Iterable, Mapping

COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": tuple(
        "text body content article maintext main_text full_text fulltext article_text article_body articlebody"
        " article_content body_text bodytext body_html content_html news_text raw_text story document".split()
    ),
    "headline": ("headline", "title", "heading", "article_title", "news_title"),
    "kicker": ("kicker",),
    "bylines": ("bylines", "byline", "authors", "author", "author_name", "creator"),
    "published": tuple(
        "published publication_date publish_date published_date date_published datepublished date_publish published_at"
        " publishedat pub_date pubdate publication_datetime versioncreated date datetime timestamp created_at"
        " release_date".split()
    ),
    "publisher": tuple(
        "publisher publication publication_title outlet newspaper media_name source source_name source_domain site"
        " domain".split()
    ),
    "url": ("url", "link", "article_url", "source_url", "web_url", "href", "uri"),
    "language": ("language", "lang", "language_code", "detected_language"),
    "id": ("id", "article_id", "articleid", "doc_id", "document_id", "docid", "uid", "guid", "uuid"),
    "license": ("license", "licence"),
    **{
        name: (name,)
        for name in ("dateline", "archived_url", "retrieved", "holder", "attribution", "evidence", "split")
    },
}
"""Names of columns by what they stand for, the surest first.

Fields that take few values, such as `genre`, are not among them: a table means something else by the word.
"""


def columns_of(names: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """The column of each field that a table has.

    Args:
        names: its columns.
        told: columns by field that `--map` gives; no other field is looked for in them.
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(_folded(name), name)
    columns = dict(told)
    for field, known in COLUMN_NAMES.items():
        candidates = map(by_name.get, known)
        found = next((name for name in candidates if name is not None and name not in columns.values()), None)
        if field not in columns and found is not None:
            columns[field] = found
    return columns


def _folded(name: str) -> str:
    """Without case, with `_` for what parts words; of `_source.title` and the like the last part."""
    return "_".join(name.strip().casefold().replace("-", " ").replace("_", " ").split()).rpartition(".")[2]
