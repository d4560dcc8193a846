"""An annotated news corpus and the toolchain that makes it: who said what, for whom, and when.

    article = ontherecord.annotate_text(text, published=datetime.date(2023, 7, 12))
    dates = ontherecord.find_dates(text, published=datetime.date(2023, 7, 12))
    for article in ontherecord.read_articles("annotated.jsonl"): ...
    quotations = ontherecord.tables("release")["quotations"]

The functions are imported when they are first used: `import ontherecord` alone loads neither spaCy nor pandas.
"""

import importlib
from typing import TYPE_CHECKING, Any

from ontherecord.version import VERSION

if TYPE_CHECKING:
    from ontherecord.annotate.dates import find_dates
    from ontherecord.annotate.documents import annotate_text
    from ontherecord.jsonl import read_articles, write_articles
    from ontherecord.register import corpus_register
    from ontherecord.release import tables
    from ontherecord.show import article_html

__version__ = VERSION

_HOME = {
    "annotate_text": "ontherecord.annotate.documents",
    "article_html": "ontherecord.show",
    "corpus_register": "ontherecord.register",
    "find_dates": "ontherecord.annotate.dates",
    "read_articles": "ontherecord.jsonl",
    "tables": "ontherecord.release",
    "write_articles": "ontherecord.jsonl",
}

__all__ = [
    "__version__",
    "annotate_text",
    "article_html",
    "corpus_register",
    "find_dates",
    "read_articles",
    "tables",
    "write_articles",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'ontherecord' has no attribute {name!r}")
