"""The raw formats, one row each, and the way from an input to its articles."""

from collections.abc import Callable, Iterator

import msgspec

from ontherecord.errors import UsageError
from ontherecord.findings import DOCUMENT_TOO_LARGE, NESTED_TOO_DEEP, Finding
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.raw_article import RawArticle, Reader
from ontherecord.normalize.raw_input import RawInput, ReadOptions, TooLargeError
from ontherecord.normalize.readers import plain_text

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


CONTAINERS: tuple[Container, ...] = ()
"""What is opened before anything else, in the order in which it is tried."""

FORMATS: tuple[Format, ...] = (Format("text", plain_text.looks_like, plain_text.read),)
"""In the order in which they are tried; plain text takes whatever is left and says what it cannot read."""


def read_input(raw: RawInput) -> Iterator[RawArticle | Finding]:
    """The articles of an input and of all that it holds.

    Raises:
        OSError: the input cannot be read.
    """
    container = next((container for container in CONTAINERS if container.looks_like(raw)), None)
    if container is None:
        try:
            yield from _format_of(raw).read(raw)
        except TooLargeError:
            yield DOCUMENT_TOO_LARGE.finding("larger than is read as a whole", file=raw.file)
    elif raw.depth >= DEEPEST:
        yield NESTED_TOO_DEEP.finding(f"more than {DEEPEST} containers in one another", file=raw.file)
    else:
        for inner in container.open(raw):
            yield from [inner] if isinstance(inner, Finding) else read_input(inner)


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
