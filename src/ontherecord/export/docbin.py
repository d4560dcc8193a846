"""spaCy: documents with span groups in the binary form that `spacy train` and `DocBin` read."""

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ontherecord.export.settings import Settings
from ontherecord.export.spans import spans_of
from ontherecord.export.tokens import blank_english, with_text
from ontherecord.publish.partition import Split
from ontherecord.records import LAYER_NAMES, Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DOCS_PER_FILE = 1000
"""A `DocBin` is one piece in memory, so that a split is several."""


def write(splits: Sequence[Split], folder: Path, settings: Settings) -> None:
    """Write `<split>-00000.spacy` and so on.

    Each document has a span group for each layer. The label of a span is that of `LabelledSpan`, its id the id inside
    the article; `Doc.user_data` has the id of the article and its day of publication.
    """
    for split in splits:
        texts = with_text(split.articles(), settings)
        for number in itertools.count():
            batch = list(itertools.islice(texts, DOCS_PER_FILE))
            if not batch:
                break
            (folder / f"{split.name}-{number:05}.spacy").write_bytes(_packed(batch, settings))


def _packed(batch: Sequence[tuple[Article, str]], settings: Settings) -> bytes:
    nlp = blank_english()
    from spacy.tokens import DocBin

    packed = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for article, text in batch:
        packed.add(_document(nlp, article, text, settings))
    return packed.to_bytes()


def _document(nlp: "Language", article: Article, text: str, settings: Settings) -> "Doc":
    document = nlp.tokenizer(text)
    published = article.published.isoformat() if article.published else None
    document.user_data = {"id": article.id, "published": published}
    for layer in LAYER_NAMES:
        document.spans[layer] = []
    for span in spans_of(article):
        inside = 0 <= span.start < span.end <= len(text)
        tokens = inside and document.char_span(
            span.start, span.end, label=span.label, span_id=span.id, alignment_mode="expand"
        )
        if tokens:
            document.spans[span.layer].append(tokens)
        else:
            settings.on_finding(span.left_out(article.id, "it covers no token"))
    return document
