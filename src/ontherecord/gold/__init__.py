"""Gold: annotations that people write by hand as inline tags in a text file, and the records they become.

`markup` reads and writes a gold file, `checks` finds what is wrong within it, `compile` lays it onto the normalized
article, `folder` does so for a whole folder; `of_article` is the way back. The format is told in `docs/gold-format.md`.
"""

from ontherecord.gold.compile import article_alone, compile_gold
from ontherecord.gold.folder import GoldFile, lay_gold, read_gold_files, read_standoff
from ontherecord.gold.labels import LABELS
from ontherecord.gold.markup import parse_gold, write_gold
from ontherecord.gold.of_article import write_markup

__all__ = [
    "LABELS",
    "GoldFile",
    "article_alone",
    "compile_gold",
    "lay_gold",
    "parse_gold",
    "read_gold_files",
    "read_standoff",
    "write_gold",
    "write_markup",
]
