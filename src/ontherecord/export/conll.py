"""CoNLL files after the manner of CoNLL-2003: one token a line with IOB2 tags, a blank line after each paragraph.

Source of the form: https://www.clips.uantwerpen.be/conll2003/ner/
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from ontherecord.export.settings import Settings
from ontherecord.export.tokens import TAG_LAYERS, tagged_paragraphs
from ontherecord.publish.partition import Split

_DOCUMENT = "-DOCSTART-"


def write(splits: Sequence[Split], folder: Path, settings: Settings) -> None:
    """Write `<split>.conll` with the columns token, organization, speaker's name and quotation.

    An article begins with a line `-DOCSTART- ID O O`; its id is percent-encoded.
    """
    for split in splits:
        with (folder / f"{split.name}.conll").open("w", encoding="utf-8", newline="\n") as stream:
            paragraphs = tagged_paragraphs(split.articles(), settings)
            for article_id, group in groupby(paragraphs, key=lambda paragraph: paragraph.article_id):
                stream.write(f"{_DOCUMENT} {quote(article_id, safe='')} O O\n\n")
                for paragraph in group:
                    columns = (map(_harmless, paragraph.tokens), *(paragraph.tags[layer] for layer in TAG_LAYERS))
                    stream.writelines(f"{' '.join(row)}\n" for row in zip(*columns, strict=True))
                    stream.write("\n")


def _harmless(token: str) -> str:
    """The token, but none that a reader takes for the beginning of an article."""
    return f"\\{token}" if token.startswith(_DOCUMENT) else token
