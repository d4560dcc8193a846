"""Indirect and mixed quotations with the cue inside or behind: "..., he said", "according to ...", "as ... said"."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from ontherecord.annotate.quotations.attributions import Attribution, Rule
from ontherecord.annotate.quotations.clause_spans import Clause, quotation_of
from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.reporting_verbs import (
    FINITE_TAGS,
    begins_report,
    has_object,
    is_passive,
    reporting_cue,
)
from ontherecord.annotate.quotations.sources import (
    NOUN_TAGS,
    Source,
    is_publisher,
    named_source,
    phrase_head,
    source_of,
)
from ontherecord.annotate.quotations.speech_cues import Cue, cue_at

COORDINATING = frozenset(["and", "but", "or", "which", "who", "while", "although", "though", "whereas"])
OPENING_WORDS = frozenset(["that", "and", "but", "so"])
SHIFTED = frozenset(["could", "did", "had", "might", "was", "were", "would"])
"""Auxiliaries in which a report in the past speaks of what is, was and will be."""
CIRCUMSTANCE = frozenset(["after", "as", "before", "when"])
"""Words behind a cue that tell on what occasion it was said: `..., he said when asked.`"""
COMMAS = frozenset([",", "–", "—", "--"])
RELATIVE_TAGS = frozenset(["WP", "WP$", "WDT"])
DATELINE = re.compile(r"[A-Z][A-Z.'’-]+[^\n–—]{0,60}?(?: [–—-]|--) ")
SHORTEST_PART = 2
"""Tokens, a comma included, of words before a comment clause that are no part of the report for themselves."""
LONGEST_ADJUNCT = 15
"""Tokens between a cue and the end of its comment clause: room for whom, where and when it was said."""


def find_comment_clauses(narration: Narration) -> tuple[Attribution, ...]:
    """Every sentence that a comment clause reports, in one part or in two."""
    return tuple(_reported(narration))


def _reported(narration: Narration) -> Iterator[Attribution]:
    for token in narration.doc:
        if narration.passage_of[token.i] is not None:
            continue
        if token.lower_ == "according":
            yield from _according_to(narration, token)
            continue
        cue = reporting_cue(token)
        if cue is None or cue.frames.isdisjoint({"clause", "finding"}) or token.dep_ == "relcl":
            continue
        if not is_passive(token) and (_names_speaker_behind(token) or not has_object(narration, token)):
            yield from _comment(narration, token, cue)


def _comment(narration: Narration, verb: Token, cue: Cue) -> Iterator[Attribution]:
    """`..., she said.` and `..., she said, ...`."""
    doc = narration.doc
    if verb.tag_ not in FINITE_TAGS and not any(child.dep_ == "aux" for child in verb.children):
        return
    is_inverted = verb.i > 0 and doc[verb.i - 1].text == "," and not _follows_apposition(verb)
    source = named_source(narration, verb, inverted=is_inverted)
    if source is None or ("finding" in cue.frames and not is_publisher(narration, source)):
        return
    first, last = narration.sentence(verb.i)
    source_start, source_end = narration.token_at(source.phrase[0]), narration.token_at(source.phrase[1])
    if is_inverted and source_start != verb.i + 1:
        return
    start = min(verb.i, source_start)
    end = _end_of_comment(narration, max(verb.i, source_end - 1), last)
    if end is None:
        return
    if start > first and doc[start - 1].lower_ == "as":
        start -= 1
    for clause in _parts(narration, first, start, end, last):
        quotation = quotation_of(narration, clause, (verb.idx, verb.idx + len(verb)), source)
        if quotation is not None:
            yield quotation


def _names_speaker_behind(verb: Token) -> bool:
    """Whether a comma stands before a verb and a person behind it: `..., recalled Ana Ruiz`."""
    following = [child for child in verb.rights if child.dep_ == "dobj" and child.tag_ == "NNP"]
    return verb.i > 0 and verb.doc[verb.i - 1].text == "," and bool(following)


def _follows_apposition(verb: Token) -> bool:
    """Whether the comma before a verb ends an apposition to its subject: `..., Ana Ruiz, the mayor, said`."""
    subjects = (child for child in verb.lefts if child.dep_ == "nsubj")
    return any(
        child.dep_ == "appos" and verb.i - child.right_edge.i <= 2 for subject in subjects for child in subject.children
    )


def _end_of_comment(narration: Narration, position: int, last: int) -> int | None:
    """Token at which a comment clause ends, a comma or the end of the sentence; None where a clause follows."""
    doc = narration.doc
    in_brackets = False
    for token in doc[position + 1 : min(position + 1 + LONGEST_ADJUNCT, last)]:
        if token.is_space:
            continue
        if token.text in {"(", ")"} and (token.text == "(" or in_brackets):
            in_brackets = not in_brackets
            continue
        if narration.passage_of[token.i] is not None:
            return None
        if token.text in {",", ".", ")", ";", "–", "—", "--"}:
            return token.i
        if token.lower_ in CIRCUMSTANCE:
            return last
        if token.tag_ in FINITE_TAGS or token.lower_ in {"that", ":"} or token.tag_ in {"TO", "WP", "WRB", "VBG"}:
            return None
    return last if last - position <= LONGEST_ADJUNCT else None


def _parts(narration: Narration, first: int, start: int, end: int, last: int) -> Iterator[Clause]:
    """The words before a comment clause, and those behind it where they go on with the same clause."""
    doc = narration.doc
    if start == first and doc[start].lower_ == "as":
        yield Clause(end, last, "comment")
    if start == first or doc[start - 1].text not in COMMAS:
        return
    first = _behind_report(narration, _behind_dateline(narration, first, start), start)
    following = next((token for token in doc[end:last] if not token.is_punct and not token.is_space), None)
    if end + 1 < last and narration.passage_of[end + 1] is not None:
        if following is not None and following.text[0].islower() and _has_clause(narration, first, start):
            yield Clause(first, start, "comment")
    elif (
        following is None
        or doc[end].text == ";"
        or following.lower_ in COORDINATING
        or reporting_cue(following) is not None
        or (following.tag_ == "NNP" and not _has_clause(narration, end, last))
    ):
        is_past = any(token.tag_ == "VBD" for token in doc[start:end])
        going_on = _behind_conjunction(narration, following, last, is_past)
        rule: Rule = "comment" if going_on is None else "broken-comment"
        yield from _whole(narration, Clause(first, start, rule))
        if going_on is not None:
            yield from _whole(narration, Clause(going_on, last, rule))
    elif doc[end].text == "," and _has_clause(narration, first, last):
        yield from _two_parts(narration, Clause(first, start, "broken-comment"), Clause(end, last, "broken-comment"))


def _behind_conjunction(narration: Narration, word: Token | None, last: int, is_past: bool) -> int | None:
    """The first token of a clause behind "and" that goes on with a report: `..., she said, and he would come`.

    In a report of the past a verb in the simple past that is not shifted back tells what happened next.
    """
    if word is None or word.lower_ not in {"and", "but"}:
        return None
    told = narration.doc[word.i + 1 : last]
    verb = next((token for token in told if token.tag_ in FINITE_TAGS), None)
    if verb is None or any(narration.passage_of[token.i] is not None for token in told):
        return None
    is_next_act = is_past and verb.tag_ == "VBD" and verb.lower_ not in SHIFTED
    return None if is_next_act or reporting_cue(verb) is not None else word.i + 1


def _behind_dateline(narration: Narration, first: int, start: int) -> int:
    """The first token of a sentence behind the place and the agency in front of it: `PORT VALE (WIRE) - A fire ...`."""
    dateline = DATELINE.match(narration.text, narration.doc[first].idx)
    return min(narration.token_at(dateline.end()), start) if dateline else first


def _behind_report(narration: Narration, first: int, start: int) -> int:
    """The first token behind a colon or semicolon that ends another report in the same sentence."""
    told = [token for token in narration.doc[first:start] if narration.passage_of[token.i] is None]
    sign = next((token.i for token in reversed(told) if token.text in {":", ";"}), None)
    if sign is None or not any(reporting_cue(token) is not None for token in told if token.i < sign):
        return first
    return sign + 1


def _has_clause(narration: Narration, start: int, end: int) -> bool:
    return any(token.tag_ in FINITE_TAGS for token in narration.doc[start:end])


def _according_to(narration: Narration, token: Token) -> Iterator[Attribution]:
    """`According to Ana Ruiz, ...`, `..., according to Ana Ruiz.` and `The plan, according to Ana Ruiz, ...`."""
    doc = narration.doc
    first, last = narration.sentence(token.i)
    if token.i + 2 >= last or doc[token.i + 1].lower_ != "to":
        return
    source = _source_behind(narration, token.i + 2, last)
    if source is None:
        return
    cue = (token.idx, doc[token.i + 1].idx + len(doc[token.i + 1]))
    end = _behind_relative(narration, narration.token_at(source.phrase[1]), last)
    for clause in _according_parts(narration, first, token.i, end, last):
        quotation = quotation_of(narration, clause, cue, source)
        if quotation is not None:
            yield quotation


def _behind_relative(narration: Narration, end: int, last: int) -> int:
    """The comma behind the relative clause that follows a source ("Ana Ruiz, who runs the dam,"), or the same token."""
    doc = narration.doc
    if end + 1 >= last or doc[end].text != "," or doc[end + 1].tag_ not in RELATIVE_TAGS:
        return end
    return next((number for number in range(end + 2, last) if doc[number].text == ","), end)


def _according_parts(narration: Narration, first: int, start: int, end: int, last: int) -> Iterator[Clause]:
    before = [token for token in narration.doc[first:start] if not token.is_punct and not token.is_space]
    if not before or before[-1].lower_ in OPENING_WORDS:
        yield from _whole(narration, Clause(end, last, "according-to"))
    elif _has_clause(narration, first, start):
        yield from _whole(narration, Clause(first, start, "according-to"))
    else:
        yield from _two_parts(
            narration, Clause(first, start, "broken-according-to"), Clause(end, last, "broken-according-to")
        )


def _whole(narration: Narration, clause: Clause) -> Iterator[Clause]:
    """A clause with a finite verb, unless it is a report itself: what A said according to B is the speech of A.

    What A had said, as B tells before or behind a comma, is the speech of B: `He had asked them to leave, she said`.
    """
    told = [token for token in narration.doc[clause.start : clause.end] if narration.passage_of[token.i] is None]
    is_told_before = clause.rule != "according-to" and any(token.lower_ == "had" for token in told)
    if _has_clause(narration, clause.start, clause.end) and (is_told_before or not _governs_clause(told)):
        yield clause


def _governs_clause(tokens: Sequence[Token]) -> bool:
    """Whether tokens begin with a report: "said it was", but not "will propose a deal"."""
    return begins_report(tokens) and any(
        cue_at(token) is not None
        and any(child.dep_ in {"ccomp", "xcomp", "mark"} or child.lower_ == "that" for child in token.rights)
        for token in tokens
    )


def _two_parts(narration: Narration, first: Clause, second: Clause) -> Iterator[Clause]:
    """Both parts of a broken clause; of a first part that is a mere word ("Still, she said, ...") only the second."""
    if first.end - first.start > SHORTEST_PART:
        yield first
    yield second


def _source_behind(narration: Narration, start: int, last: int) -> Source | None:
    """The source that the noun phrase at a token names, up to the comma behind it or behind its apposition."""
    doc = narration.doc
    if doc[start].text[0].isupper() and not doc[start].tag_.startswith(("NN", "PRP", "DT", "JJ")):
        return source_of(narration, doc[start], start - 1, start + 1)
    noun = next((token for token in doc[start:last] if token.tag_ in NOUN_TAGS), None)
    if noun is None:
        return None
    commas = [token.i for token in doc[start:last] if token.text == ","]
    end = commas[0] if commas else last
    if len(commas) > 1 and _is_apposition(narration, commas[0] + 1, commas[1]):
        end = commas[1]
    return source_of(narration, phrase_head(noun, start, commas[0] if commas else last), start - 1, end)


def _is_apposition(narration: Narration, start: int, end: int) -> bool:
    """Whether the words between two commas describe or name the noun before them."""
    part = narration.doc[start:end]
    if not part or any(token.tag_ in FINITE_TAGS for token in part) or part[0].tag_ in {"IN", "RB"}:
        return False
    return any(token.dep_ == "appos" for token in part) or all(token.ent_type_ == "PERSON" for token in part)
