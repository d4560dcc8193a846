"""Markup that is an article and nothing else, such as `body_html` of ninjs or `content:encoded` of a feed."""

from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.readers.html_blocks import blocks, paragraphs
from ontherecord.normalize.readers.html_tree import parse_html


def html_paragraphs(html: str) -> tuple[RawParagraph, ...]:
    """All paragraphs of a fragment of HTML with their roles and links, tidy; nothing is taken for boilerplate."""
    root = parse_html(html)
    return () if root is None else paragraphs(blocks(root))
