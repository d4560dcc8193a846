"""What comes out of a document, in short."""

from pathlib import Path

from ontherecord.findings import Finding
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article


class Outcome:
    """The articles and findings of a file with some content; a missing day of publication is not told."""

    def __init__(self, folder: Path, name: str, content: str | bytes) -> None:
        file = folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        items = list(normalize([file], Metadata()))
        self.articles = [item for item in items if isinstance(item, Article)]
        found = [item for item in items if isinstance(item, Finding) and not item.code.startswith("OTR022")]
        self.codes = [finding.code.partition("-")[2] for finding in found]
        self.messages = [finding.message for finding in found]
        self.lines = [finding.line for finding in found]

    @property
    def ids(self) -> list[str]:
        return [article.id for article in self.articles]

    @property
    def article(self) -> Article:
        (article,) = self.articles
        return article

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        text = self.article.text or ""
        return [(part.role, text[part.start : part.end]) for part in self.article.paragraphs]
