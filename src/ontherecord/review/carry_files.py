"""Gold files and files of records whose articles have another text now."""

from collections.abc import Iterator
from pathlib import Path

from ontherecord.errors import SourceError, UsageError
from ontherecord.files import atomic_file
from ontherecord.findings import ANNOTATION_NOT_CARRIED, GOLD_WITHOUT_ARTICLE, Finding
from ontherecord.gold import read_gold_files, write_gold
from ontherecord.jsonl import read_articles, read_articles_or_findings
from ontherecord.records import Article
from ontherecord.review.carry import carry_gold, carry_layers


def carry_gold_files(articles: Path, gold: Path) -> Iterator[Path | Finding]:
    """Rewrites the gold files whose article has another text now; yields their paths and the findings.

    Raises:
        SourceError: a file cannot be opened, or there is no gold.
        OutputError: a gold file cannot be written.
    """
    files = read_gold_files([gold])
    for article in read_articles(articles):
        file = files.pop(article.id, None)
        if file is None or file.parsed is None or file.has_error or article.text is None:
            yield from file.findings if file else ()
        elif article.text != file.parsed.gold.text:
            carried, findings = carry_gold(file.parsed.gold, article.text, str(file.path))
            with atomic_file(file.path) as stream:
                stream.write(write_gold(carried).encode())
            yield file.path
            yield from findings
    for file in files.values():
        yield GOLD_WITHOUT_ARTICLE.finding(f"no article of {articles} has this id", file=str(file.path))


def carry_records(articles: Path, reviewed: Path) -> Iterator[Article | Finding]:
    """The articles with the reviewed layers of former records of them, and the findings.

    Raises:
        SourceError: a file cannot be opened, or a line of the former records is no article.
        UsageError: two former records are of one article.
    """
    former: dict[str, Article] = {}
    for article in read_articles(reviewed):
        if article.id in former:
            raise UsageError(f"{reviewed} has two records of {article.id}; remove one of them")
        former[article.id] = article
    if not former:
        raise SourceError(f"no record in {reviewed}")
    for item in read_articles_or_findings(articles):
        record = None if isinstance(item, Finding) else former.pop(item.id, None)
        if isinstance(item, Finding) or record is None or not any(layer.reviewed for layer in record.layers):
            yield item
            continue
        carried, findings = carry_layers(record, item)
        yield from findings
        yield carried
    for article in former.values():
        if any(layer.reviewed for layer in article.layers):
            message = f"all reviewed layers: no article of {articles} has this id"
            yield ANNOTATION_NOT_CARRIED.finding(message, file=str(reviewed), article=article.id)
