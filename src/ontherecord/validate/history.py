"""What came before the corpus: an earlier release, whose splits it keeps, and articles that were withdrawn."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ontherecord.errors import SourceError
from ontherecord.findings import MALFORMED_TOMBSTONE, Finding
from ontherecord.jsonl import read_lines
from ontherecord.release_tables import DEFAULT_SPLIT
from ontherecord.validate.corpus_index import CorpusIndex, Tombstone
from ontherecord.validate.inputs import TOMBSTONES, article_files
from ontherecord.validate.opening import READ_ERRORS, open_file


class History(msgspec.Struct, frozen=True):
    """What came before.

    Attributes:
        earlier: the earlier release, or None.
        tombstones: lists of withdrawn articles.
    """

    earlier: Path | None
    tombstones: tuple[Path, ...]

    def fill(self, index: CorpusIndex) -> Iterator[Finding]:
        """Put the earlier release and the withdrawn articles into the index; what is wrong with them is a finding.

        Raises:
            SourceError: a file cannot be opened, or a line of the earlier release is no article.
        """
        if self.earlier is not None:
            for file in article_files(self.earlier):
                _add_earlier(file, index)
        for path in self.tombstones:
            yield from _add_tombstones(path, index)


class _EarlierArticle(msgspec.Struct):
    id: str
    text_sha256: str
    split: str | None


def history_of(paths: Sequence[Path], earlier: Path | None, tombstones: tuple[Path, ...]) -> History:
    """The history of a corpus: what is given, and the tombstones that its releases and the earlier one bring along."""
    brought = (path / TOMBSTONES for path in (*paths, *([earlier] if earlier else [])))
    return History(earlier, tuple(dict.fromkeys((*tombstones, *(path for path in brought if path.is_file())))))


def split_of(split: str | None) -> str:
    """The split to which an article belongs."""
    return split or DEFAULT_SPLIT


def _add_earlier(file: Path, index: CorpusIndex) -> None:
    decoder = msgspec.json.Decoder(_EarlierArticle)
    try:
        with open_file(file) as stream:
            for line in filter(bytes.strip, stream):
                article = decoder.decode(line)
                index.add_earlier(article.id, article.text_sha256, split_of(article.split))
    except (*READ_ERRORS, ValueError) as error:
        raise SourceError(f"cannot read the earlier release {file}: {error}") from error


def _add_tombstones(path: Path, index: CorpusIndex) -> Iterator[Finding]:
    decoder = msgspec.json.Decoder(Tombstone)
    for number, line in read_lines(path):
        try:
            tombstone = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield MALFORMED_TOMBSTONE.finding(str(error), file=str(path), line=number)
            continue
        if tombstone.id is None and tombstone.text_sha256 is None:
            yield MALFORMED_TOMBSTONE.finding("neither id nor text_sha256 is given", file=str(path), line=number)
        elif not tombstone.reason.strip():
            yield MALFORMED_TOMBSTONE.finding("the reason is empty", file=str(path), line=number)
        else:
            index.add_tombstone(tombstone)
