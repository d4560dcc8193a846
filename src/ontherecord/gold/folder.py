"""A folder of gold files, one an article, named after the article's id; and gold laid onto a stream of articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.findings import GOLD_WITHOUT_ARTICLE, UNREADABLE_FILE, Finding, Severity
from ontherecord.gold.checks import check_gold
from ontherecord.gold.compile import compile_gold, text_difference
from ontherecord.gold.markup import parse_gold
from ontherecord.gold.model import ParsedGold
from ontherecord.jsonl import read_articles
from ontherecord.records import Article

SUFFIX = ".txt"
STANDOFF_FOLDER = "standoff"


class GoldFile(msgspec.Struct, frozen=True):
    """A gold file.

    Attributes:
        path: where it is.
        parsed: what it says; None where it cannot be read.
        findings: what is wrong within it.
    """

    path: Path
    parsed: ParsedGold | None
    findings: tuple[Finding, ...]

    @property
    def article_id(self) -> str:
        """The id of the article that it annotates."""
        return self.path.stem

    @property
    def has_error(self) -> bool:
        """Whether it cannot be compiled."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def read_gold_files(paths: Sequence[Path]) -> dict[str, GoldFile]:
    """The gold files among the paths and directly in the folders among them, by the id of their article, sorted.

    Raises:
        SourceError: a path cannot be opened, or no gold file is there.
    """
    files = sorted({file for path in paths for file in _gold_paths(path)}, key=lambda file: (file.stem, file))
    if not files:
        raise SourceError(f"no gold file *{SUFFIX} in {', '.join(map(str, paths))}")
    found: dict[str, GoldFile] = {}
    for file in files:
        if file.stem in found:
            raise SourceError(f"{file} and {found[file.stem].path} are gold of one article; name one of them")
        found[file.stem] = read_gold_file(file)
    return found


def read_gold_file(path: Path) -> GoldFile:
    """One gold file with the findings about it."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return GoldFile(path, None, (_of(UNREADABLE_FILE.finding(f"cannot be read: {reason}", file=str(path)), path),))
    parsed, findings = parse_gold(content, str(path))
    if parsed is not None and not findings:
        findings = list(check_gold(parsed, str(path)))
    return GoldFile(path, parsed, tuple(_of(finding, path) for finding in findings))


def lay_gold(items: Iterable[Article | Finding], gold: Mapping[str, GoldFile]) -> Iterator[Article | Finding]:
    """The articles, those with gold annotated by it; the findings on their way and about the gold.

    An article whose gold has an error passes as it came.
    """
    missing = dict(gold)
    for item in items:
        file = missing.pop(item.id, None) if isinstance(item, Article) else None
        if isinstance(item, Finding) or file is None:
            yield item
        else:
            yield from _lay(item, file)
    for file in missing.values():
        yield from file.findings
        yield _of(GOLD_WITHOUT_ARTICLE.finding("no article of the sources has this id", file=str(file.path)), file.path)


def read_standoff(folder: Path) -> Iterator[Article]:
    """The records of a folder of gold that were annotated elsewhere, since their text may not stand in it.

    They are the JSON Lines in its folder `standoff`, sorted by file; where there is none, there are no records.

    Raises:
        SourceError: a file cannot be opened, or a line is no article.
    """
    for file in sorted((folder / STANDOFF_FOLDER).glob("*.jsonl")):
        yield from read_articles(file)


def _lay(article: Article, file: GoldFile) -> Iterator[Article | Finding]:
    yield from file.findings
    if file.parsed is not None and (difference := text_difference(file.parsed, article.text or "", str(file.path))):
        yield _of(difference, file.path)
    elif file.parsed is not None and not file.has_error:
        yield compile_gold(file.parsed.gold, article)
        return
    yield article


def _gold_paths(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return [file for file in path.iterdir() if file.suffix == SUFFIX and file.is_file()]
        path.stat()
    except OSError as error:
        raise SourceError(f"cannot open {path}: {error.strerror}") from error
    return [path]


def _of(finding: Finding, path: Path) -> Finding:
    return msgspec.structs.replace(finding, article=path.stem)
