"""What of the paragraphs of a raw article is head, body and boilerplate."""

from collections.abc import Sequence

import msgspec

from ontherecord.normalize.boilerplate import Dropped, drop_boilerplate
from ontherecord.normalize.layout import Layout, read_layout
from ontherecord.normalize.metadata import Metadata
from ontherecord.normalize.publication_day import split_day_lines
from ontherecord.normalize.raw_article import RawArticle, RawParagraph
from ontherecord.normalize.tokens import are_cut, join_line, join_tokens


class Page(msgspec.Struct, frozen=True):
    """A raw article, taken apart.

    Attributes:
        told: what sheet, format and command line say, as it is printed.
        layout: what the page itself tells.
        body: the paragraphs of the article.
        day_lines: lines at its end that state the day of publication.
        dropped: lines that belong to the page.
        was_cut: whether the text was cut into tokens and is put back.
    """

    told: Metadata
    layout: Layout
    body: list[RawParagraph]
    day_lines: list[RawParagraph]
    dropped: list[Dropped]
    was_cut: bool = False


def read_page(raw: RawArticle, told: Metadata) -> Page:
    """Tell head, body and boilerplate apart; a body that is cut into tokens is put back first."""
    page = _read(raw.paragraphs, told, has_head=raw.has_head)
    if not are_cut(page.body):
        return page
    printed = msgspec.structs.replace(told, headline=told.headline and join_line(told.headline))
    page = _read(join_tokens(raw.paragraphs), printed, has_head=raw.has_head)
    return msgspec.structs.replace(page, was_cut=True)


def _read(paragraphs: Sequence[RawParagraph], told: Metadata, *, has_head: bool) -> Page:
    kept, dropped = drop_boilerplate(paragraphs)
    layout = read_layout(kept, told, has_head=has_head)
    body, day_lines = split_day_lines(layout.paragraphs)
    return Page(told, layout, body, day_lines, dropped)
