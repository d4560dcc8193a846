"""Indirect and mixed quotations: the clause, infinitive, gerund or complement that a verb of speech governs."""

from collections.abc import Iterator

from spacy.tokens import Token

from ontherecord.annotate.quotations.attributions import Attribution
from ontherecord.annotate.quotations.clause_spans import Clause, quotation_of
from ontherecord.annotate.quotations.marks import last_sign
from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.reporting_verbs import (
    FINITE_TAGS,
    begins_report,
    is_infinitive,
    is_passive,
    reporting_cue,
)
from ontherecord.annotate.quotations.sources import Source, is_publisher, named_source
from ontherecord.annotate.quotations.speech_cues import Cue, cue_at

GERUND_PREPOSITIONS = frozenset(["of", "to", "against", "for"])
SUBJECT_TAGS = frozenset(["PRP", "PRP$", "DT", "NN", "NNS", "NNP", "EX"])
COMMENT_TAGS = FINITE_TAGS | {"VBN"}
DANGLING = frozenset([",", "and", "but", "or"])
LINKING = frozenset(["though", "although", "while", "whereas", "as", "with"])
NO_CONJUNCTION = frozenset(["after", "at", "by", "for", "from", "in", "of", "on", "with"])
"""Words behind which "that" is a pronoun: `he said, and with that the meeting ended`."""
BACKSHIFTED = frozenset(["could", "had", "might", "would"])
LONGEST_ADDRESS = 12
"""Tokens between a verb of speech and its "that": room for whom, where and when it was said."""


def find_reported_clauses(narration: Narration) -> tuple[Attribution, ...]:
    """Every clause or complement that a verb of speech outside quotation marks reports behind it."""
    return tuple(_reported(narration))


def _reported(narration: Narration) -> Iterator[Attribution]:
    for token in narration.doc:
        cue = reporting_cue(token) if narration.passage_of[token.i] is None else None
        if cue is None:
            continue
        source = named_source(narration, token)
        if source is None and (not is_passive(token) or token.dep_ == "advcl"):
            continue
        for clause in _clauses(narration, token, cue, source):
            quotation = quotation_of(narration, clause, (token.idx, token.idx + len(token)), source)
            if quotation is not None:
                yield quotation


def _clauses(narration: Narration, verb: Token, cue: Cue, source: Source | None) -> Iterator[Clause]:
    passive = is_passive(verb)
    takes_clause = "clause" in cue.frames or (
        "finding" in cue.frames and source is not None and is_publisher(narration, source)
    )
    if takes_clause and (not passive or "infinitive" in cue.frames):
        yield from _that_clause(narration, verb, cue)
    for child in verb.rights:
        if child.dep_ in {"ccomp", "xcomp"} and is_infinitive(child):
            if "promise" in cue.frames or ("infinitive" in cue.frames and (passive or _is_addressed(verb, child))):
                yield _infinitive(narration, child)
        elif _is_gerund(child):
            if "gerund" in cue.frames:
                yield Clause(child.left_edge.i, _end(narration, child, child.i), "gerund")
        elif child.dep_ == "prep":
            yield from _after_preposition(narration, child, cue, passive)
        elif child.dep_ == "oprd" and "name" in cue.frames and any(c.dep_ == "dobj" for c in verb.children):
            yield Clause(child.left_edge.i, _end(narration, child, child.i), "name")


def _is_addressed(verb: Token, infinitive: Token) -> bool:
    """Whether somebody is asked or told: an object of the verb, or a subject of the infinitive."""
    has_object = any(child.dep_ in {"dobj", "dative"} for child in verb.children)
    return has_object or any(child.dep_ == "nsubj" for child in infinitive.lefts)


def _infinitive(narration: Narration, head: Token) -> Clause:
    start = next(part.i for part in head.lefts if part.tag_ == "TO")
    if narration.doc[start - 1].lower_ == "not":
        start -= 1
    return Clause(start, _end(narration, head, start), "infinitive")


def _that_clause(narration: Narration, verb: Token, cue: Cue) -> Iterator[Clause]:
    """The clause behind a verb: from "that" where it stands, else from the parser's clausal complement."""
    finite = [c for c in verb.rights if c.dep_ == "ccomp" and _is_finite(c)]
    that = next(
        (part for part in (finite[0].lefts if finite else ()) if part.dep_ == "mark" and part.lower_ == "that"), None
    )
    that = that or _that_behind(narration, verb)
    if that is not None:
        start = that.i + 1
    elif finite:
        start = _behind_date(narration, max(verb.i + 1, _left_edge(verb, finite[0], cue)))
    else:
        return
    if finite and finite[-1].right_edge.i >= start:
        end = _end(narration, finite[-1], start)
    else:
        end = _end_without_parse(narration, verb, start)
    yield Clause(start, end, "clause")


def _that_behind(narration: Narration, verb: Token) -> Token | None:
    """The "that" behind a verb, where only whom, where and when it was said stand between."""
    last = min(verb.i + LONGEST_ADDRESS, narration.sentence(verb.i)[1])
    for token in narration.doc[verb.i + 1 : last]:
        if narration.passage_of[token.i] is not None or token.tag_ in FINITE_TAGS or cue_at(token) is not None:
            return None
        is_determiner = token.dep_ == "det" and token.head.i > token.i
        if token.lower_ == "that" and not is_determiner and narration.doc[token.i - 1].lower_ not in NO_CONJUNCTION:
            following = narration.doc[min(token.i + 1, last - 1)]
            return token if token.dep_ == "mark" or following.tag_ not in FINITE_TAGS else None
    return None


def _behind_date(narration: Narration, start: int) -> int:
    """The token behind a date that tells when it was said and that the parser took into the clause."""
    doc = narration.doc
    end = start + (doc[start].tag_ == "IN")
    while end < len(doc) and doc[end].ent_type_ in {"DATE", "TIME"}:
        end += 1
    is_adverbial = start < end < len(doc) and doc[end - 1].ent_type_ in {"DATE", "TIME"}
    return end if is_adverbial and doc[end].tag_ in SUBJECT_TAGS else start


def _left_edge(verb: Token, clause: Token, cue: Cue) -> int:
    """First token of a clause; an object in front of it is its subject where the verb addresses nobody."""
    has_subject = any(child.dep_.startswith("nsubj") for child in clause.lefts)
    misread = next((child for child in verb.rights if child.dep_ == "dobj" and child.i < clause.i), None)
    if misread is not None and not has_subject and "infinitive" not in cue.frames:
        return misread.left_edge.i
    return clause.left_edge.i


def _is_finite(token: Token) -> bool:
    has_auxiliary = any(child.dep_.startswith("aux") and child.tag_ in FINITE_TAGS for child in token.lefts)
    return has_auxiliary or (token.tag_ != "VBG" and not is_infinitive(token))


def _is_gerund(token: Token) -> bool:
    return (
        token.tag_ == "VBG"
        and token.dep_ in {"ccomp", "xcomp"}
        and not any(child.dep_ in {"aux", "nsubj"} for child in token.lefts)
    )


def _after_preposition(narration: Narration, preposition: Token, cue: Cue, passive: bool) -> Iterator[Clause]:
    complement = next((child for child in preposition.rights if not child.is_space and child.dep_ != "punct"), None)
    if complement is None:
        return
    start, end = preposition.i + 1, _end(narration, complement, complement.i)
    if "as" in cue.frames and preposition.lower_ == "as" and not passive:
        yield Clause(start, end, "as")
    if "gerund" in cue.frames and preposition.lower_ in GERUND_PREPOSITIONS and complement.tag_ == "VBG":
        yield Clause(start, end, "gerund")


def _end(narration: Narration, head: Token, start: int) -> int:
    """End of a clause: inside its sentence, whole where a marked passage is concerned, before the next report."""
    last = narration.sentence(start)[1]
    end = min(max(head.right_edge.i + 1, _end_of_conjunct(narration, head), start + 1), last)
    number = narration.passage_of[end - 1]
    if number is None:
        number = _fragment_behind(narration, end, last)
    if number is not None:
        end = min(max(end, narration.passage_tokens(number)[1]), last)
    end = _before_next_report(narration, start, _to_full_stop(narration, end, last))
    end = _before_comment(narration, start, end)
    end = _next_act(narration, head, start, end)
    while end > start + 1 and narration.doc[end - 1].text in DANGLING and narration.passage_of[end - 1] is None:
        end -= 1
    return end


def _end_of_conjunct(narration: Narration, head: Token) -> int:
    """End of what goes on with a clause though the parser joins it to the verb of speech; 0 where nothing does.

    `said she had counted, and had stopped at six`: in a report of the past, "had" and "would" are reported words.
    """
    verb = head.head
    if verb.tag_ != "VBD" or not verb.i < head.i:
        return 0
    for conjunct in verb.rights:
        between = narration.doc[head.right_edge.i + 1 : conjunct.left_edge.i]
        is_next = (
            conjunct.dep_ == "conj"
            and conjunct.i > head.i
            and all(token.is_punct or token.dep_ == "cc" for token in between)
        )
        if is_next and any(child.dep_ == "aux" and child.lower_ in BACKSHIFTED for child in conjunct.lefts):
            return int(conjunct.right_edge.i) + 1
    return 0


def _to_full_stop(narration: Narration, end: int, last: int) -> int:
    """The end of the sentence where only the rest of an enumeration stands before it."""
    rest = narration.doc[end:last]
    if len(rest) < 2 or rest[0].text != "," or rest[1].tag_ == "IN":
        return end
    has_verb = any(token.tag_.startswith("VB") or token.tag_ in {"MD", "CC", "TO"} for token in rest)
    return end if has_verb else last


def _fragment_behind(narration: Narration, end: int, last: int) -> int | None:
    """Number of the marked passage that goes on with a clause: `an individual, "facing the consequences"`."""
    position = end + 1 if end < last and narration.doc[end].text == "," else end
    number = narration.passage_of[position] if position < last else None
    goes_on = number is not None and narration.text[narration.passages[number].start].islower()
    return number if goes_on else None


def _end_without_parse(narration: Narration, verb: Token, start: int) -> int:
    last = narration.sentence(start)[1]
    ends = [child.left_edge.i for child in verb.rights if child.dep_ in {"cc", "conj"} and child.i > start]
    return _before_next_report(narration, start, min([last, *(end for end in ends if end > start)]))


def _before_next_report(narration: Narration, start: int, end: int) -> int:
    """Cut a clause before ", adding ...", "; she said ..." and before a colon that leads to a marked passage."""
    doc = narration.doc
    for token in doc[start + 1 : end - 1]:
        number = narration.passage_of[token.i]
        if number is not None:
            if _ends_with_comma(narration, token.i) and _is_aside(doc[token.i + 1]):
                return token.i + 1
            continue
        following = doc[token.i + 1]
        if token.text == ":" and narration.passage_of[following.i] is not None:
            return token.i
        if token.text == "," and following.tag_ == "VBG" and cue_at(following) is not None:
            return token.i
        if token.text == ";" and any(reporting_cue(word) is not None for word in doc[token.i : end]):
            return token.i
        if token.text == "," and following.lower_ in LINKING and begins_report(doc[following.i + 1 : end]):
            return token.i
    return end


def _before_comment(narration: Narration, start: int, end: int) -> int:
    """Cut a clause before the comment clause that ends its sentence: `..., a court has heard`."""
    doc = narration.doc
    comma = next((number for number in range(end - 1, start, -1) if doc[number].text == ","), None)
    if comma is None or narration.passage_of[comma] is not None:
        return end
    comment = [token for token in doc[comma + 1 : end] if not token.is_punct]
    is_comment = bool(comment) and reporting_cue(comment[-1]) is not None and comment[-1].tag_ in COMMENT_TAGS
    has_other_verb = any(token.tag_ in FINITE_TAGS and token.dep_ != "aux" for token in comment[:-1])
    return comma if is_comment and not has_other_verb and comment[0].tag_ in SUBJECT_TAGS else end


def _next_act(narration: Narration, head: Token, start: int, end: int) -> int:
    """Where "and" leads to the next report in a sentence: `said it was over and urged ...`.

    Its verb has the tense of the verb that reports the clause, and the clause another one.
    """
    tense = _tense(head.head)
    if tense == _tense(head):
        return end
    for token in narration.doc[start:end]:
        if token.lower_ in {"and", "but"} and narration.passage_of[token.i] is None:
            following = [word for word in narration.doc[token.i + 1 : min(token.i + 4, end)] if word.tag_ != "RB"]
            act = next((word for word in following if reporting_cue(word) is not None), None)
            if act is not None and _tense(act) == tense:
                return token.i
    return end


def _tense(verb: Token) -> str:
    """The auxiliary that makes a verb finite ("has"), else its tag."""
    return next((child.lower_ for child in verb.lefts if child.dep_ == "aux"), verb.tag_)


def _ends_with_comma(narration: Narration, position: int) -> bool:
    """Whether a token is the last of a marked passage that ends with a comma."""
    number = narration.passage_of[position]
    if number is None or narration.passage_of[position + 1] == number:
        return False
    return last_sign(narration.text, narration.passages[number]) == ","


def _is_aside(token: Token) -> bool:
    return token.tag_ == "VBG" or token.lower_ in LINKING
