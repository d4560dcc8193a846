"""Where a reported clause ends: what the parser cut off, what the writer adds, and the next report in the sentence."""

from spacy.tokens import Token

from ontherecord.annotate.quotations.marks import last_sign
from ontherecord.annotate.quotations.narration import Narration
from ontherecord.annotate.quotations.reporting_verbs import FINITE_TAGS, begins_report, reporting_cue
from ontherecord.annotate.quotations.speech_cues import cue_at

SUBJECT_TAGS = frozenset(["PRP", "PRP$", "DT", "NN", "NNS", "NNP", "EX"])
COMMENT_TAGS = FINITE_TAGS | {"VBN"}
DANGLING = frozenset([",", "and", "but", "or"])
LINKING = frozenset(["though", "although", "while", "whereas", "as", "with"])
BACKSHIFTED = frozenset(["could", "had", "might", "would"])
ADDING = frozenset(["and", "but", "nor", "or"])


def end_of(narration: Narration, head: Token, start: int) -> int:
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


def end_of_second(narration: Narration, end: int) -> int:
    """End of a clause with those that "and that" joins to it: `said that it was over, and that he had seen it`."""
    doc = narration.doc
    last = narration.sentence(end - 1)[1]
    while (that := _joining_that(narration, end, last)) is not None:
        verb = next((token for token in doc[that + 1 : last] if token.tag_ in FINITE_TAGS), None)
        if verb is None:
            break
        clause = verb.head if verb.dep_.startswith("aux") else verb
        end = _before_comment(narration, that, min(max(clause.right_edge.i, verb.i) + 1, last))
    return end


def _joining_that(narration: Narration, end: int, last: int) -> int | None:
    """The "that" of ", and that" at a token, where it begins a clause."""
    doc = narration.doc
    position = end + (end < last and doc[end].text == ",")
    position += position < last and doc[position].lower_ in ADDING
    is_joined = end < position < last - 1 and doc[position].lower_ == "that"
    return position if is_joined and doc[position + 1].tag_ not in FINITE_TAGS else None


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


def end_without_parse(narration: Narration, verb: Token, start: int) -> int:
    """End of a clause of which the parser knows no head: the sentence's, or that of the next verb joined to the cue."""
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
    governor = head.head
    while governor.dep_ in {"prep", "dobj"}:
        governor = governor.head
    tense = _tense(governor)
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
