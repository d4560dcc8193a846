"""The raw formats, one row each, and the way from an input to its articles."""

from collections.abc import Callable, Iterator

import msgspec

from ontherecord.errors import MissingExtraError, UsageError
from ontherecord.findings import DOCUMENT_TOO_LARGE, NESTED_TOO_DEEP, Finding
from ontherecord.normalize.containers import compressed, tar_archive, warc, zip_archive
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.raw_article import RawArticle, Reader
from ontherecord.normalize.raw_input import DamagedError, RawInput, ReadOptions, TooLargeError
from ontherecord.normalize.readers import (
    delimited,
    factiva,
    feed,
    html_page,
    json_rows,
    mediawiki,
    newsml_g2,
    nexis,
    ninjs,
    nitf,
    office_document,
    parquet_rows,
    plain_text,
    proquest,
)

DEEPEST = 4
"""Containers in containers that are opened: a zip of zips of crawls, compressed."""

Opener = Callable[[RawInput], Iterator[RawInput | Finding]]
"""Opens what a container holds, one after the other; each is read before the next is asked for."""


class Format(msgspec.Struct, frozen=True):
    """A raw format.

    Attributes:
        name: value of `--format`.
        looks_like: whether an input is in this format, by its `head` first and its `suffix` where that is not enough.
        read: reads its articles.
    """

    name: str
    looks_like: Callable[[RawInput], bool]
    read: Reader


class Container(msgspec.Struct, frozen=True):
    """A format that holds other input."""

    name: str
    looks_like: Callable[[RawInput], bool]
    open: Opener


CONTAINERS: tuple[Container, ...] = (
    Container("compressed", compressed.looks_like, compressed.open_compressed),
    Container("zip", zip_archive.looks_like, zip_archive.open_zip),
    Container("tar", tar_archive.looks_like, tar_archive.open_tar),
    Container("warc", warc.looks_like, warc.open_warc),
)
"""What is opened before anything else, in the order in which it is tried."""

FORMATS: tuple[Format, ...] = (
    Format("ninjs", ninjs.looks_like, ninjs.read),
    Format("newsml-g2", newsml_g2.looks_like, newsml_g2.read),
    Format("nitf", nitf.looks_like, nitf.read),
    Format("feed", feed.looks_like, feed.read),
    Format("mediawiki", mediawiki.looks_like, mediawiki.read),
    Format("parquet", parquet_rows.looks_like, parquet_rows.read),
    Format("nexis", nexis.looks_like, nexis.read),
    Format("factiva", factiva.looks_like, factiva.read),
    Format("proquest", proquest.looks_like, proquest.read),
    Format("document", office_document.looks_like, office_document.read),
    Format("html", html_page.looks_like, html_page.read),
    Format("jsonl", json_rows.looks_like_lines, json_rows.read_lines),
    Format("json", json_rows.looks_like_array, json_rows.read_array),
    Format("csv", delimited.looks_like, delimited.read),
    Format("text", plain_text.looks_like, plain_text.read),
)
"""In the order in which they are tried; plain text takes whatever is left and says what it cannot read."""


def read_input(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of an input and of all that it holds.

    Raises:
        OSError: the input cannot be read.
        MissingExtraError: a library that its format needs is not installed.
    """
    container = next((container for container in CONTAINERS if container.looks_like(raw)), None)
    try:
        if container is None:
            yield from _format_of(raw).read(raw)
        elif raw.depth >= DEEPEST:
            yield NESTED_TOO_DEEP.finding(f"more than {DEEPEST} containers in one another", file=raw.file)
        else:
            for inner in container.open(raw):
                yield from [inner] if isinstance(inner, Finding) else read_input(inner)
    except ModuleNotFoundError as error:
        hint = "run: pip install 'ontherecord[normalize]'"
        raise MissingExtraError(
            f"{raw.file}: this format needs {error.name}, which is not installed; {hint}"
        ) from error
    except TooLargeError:
        yield DOCUMENT_TOO_LARGE.finding("larger than is read as a whole", file=raw.file)
    except DamagedError:
        # Told by the container that it stands in, once the damage has come to light.
        return


def parse_read_options(format_: str | None, columns: str | None) -> ReadOptions:
    """How to read, from the options of the command line.

    Args:
        format_: name of a format.
        columns: `field=column` pairs with commas between.

    Raises:
        UsageError: the format or a field is not known, or a pair is not one.
    """
    if format_ is not None and format_ not in {row.name for row in FORMATS}:
        raise UsageError(f"unknown format {format_!r}; known: {', '.join(row.name for row in FORMATS)}")
    pairs = [pair.partition("=") for pair in columns.split(",")] if columns else []
    known = ("text", *Metadata.__struct_fields__)
    for field, _, column in pairs:
        if field.strip() not in known or not column.strip():
            raise UsageError(f"--map takes FIELD=COLUMN pairs with FIELD one of {', '.join(known)}; got {field!r}")
    return ReadOptions(format=format_, columns={field.strip(): column.strip() for field, _, column in pairs})


def _format_of(raw: RawInput) -> Format:
    wanted = raw.options.format
    return next(row for row in FORMATS if (row.looks_like(raw) if wanted is None else row.name == wanted))
