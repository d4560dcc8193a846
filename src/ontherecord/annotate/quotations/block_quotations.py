"""Block quotations whose marks were lost in layout: paragraphs behind one that ends like `The letter reads:`."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.narration import FINAL, Narration
from ontherecord.annotate.quotations.reporting_verbs import reporting_cue
from ontherecord.annotate.quotations.sources import named_source
from ontherecord.annotate.quotations.transcripts import LABEL
from ontherecord.records import Paragraph, split_paragraphs


def find_block_quotations(narration: Narration) -> tuple[Attribution, ...]:
    """Every paragraph that the one before it introduces: `The letter reads:` and a paragraph without marks."""
    return tuple(_blocks(narration))


def _blocks(narration: Narration) -> Iterator[Attribution]:
    text = narration.text
    for leading, block in pairwise(split_paragraphs(text)):
        is_sentence = text[block.start].isupper() and text[block.end - 1] in FINAL
        if text[leading.end - 1] != ":" or not is_sentence or LABEL.match(text, block.start):
            continue
        verb = _introducing_verb(narration, leading)
        source = named_source(narration, verb) if verb is not None else None
        if verb is not None and source is not None:
            cue = (verb.idx, verb.idx + len(verb))
            yield Attribution(block.start, block.end, "direct", None, cue, source.name, source.phrase, "cue-before")


def _introducing_verb(narration: Narration, paragraph: Paragraph) -> Token | None:
    """The last verb of speech in the last sentence of a paragraph."""
    end = narration.token_at(paragraph.end)
    for token in reversed(narration.doc[narration.sentence(end - 1)[0] : end]):
        cue = reporting_cue(token) if narration.passage_of[token.i] is None else None
        if cue is not None and "quote" in cue.frames and token.dep_ != "relcl":
            return token
    return None
