"""Quotations in marks: which marked passages are reported words, with the cue and the source that stand beside them."""

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from ontherecord.annotate.quotations.attributions import Attribution, Offsets, Rule
from ontherecord.annotate.quotations.marks import last_sign
from ontherecord.annotate.quotations.narration import Narration, words
from ontherecord.annotate.quotations.reporting_verbs import FINITE_TAGS, has_object, reporting_cue
from ontherecord.annotate.quotations.sources import NOUN_TAGS, Source, named_source, source_of
from ontherecord.annotate.quotations.speech_cues import Cue, cue_at
from ontherecord.records import QuotationKind

RELATIVE_TAGS = frozenset(["WP", "WDT", "WP$", "WRB"])
CONTINUES_CLAUSE = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "VBZ", "VBD", "VBP", "MD", "POS", "EX", "PRP"])
BEFORE_NOUN = frozenset(["DT", "JJ", "IN", "PRP$", "POS"])
DASHES = frozenset(["-", "--", "–", "—", "―"])
JOINING = frozenset([",", *DASHES])
COORDINATING = frozenset([",", "and", "or", "but", "then", "also"])
LEADS_ON = frozenset(",?!…-–—")
LONGEST_LEAD = 40
"""Tokens between a passage and the verb that attributes it: room for a title and an apposition."""
LONGEST_LABEL = 16
"""Tokens of a label before a colon or a signature after a dash."""
LONGEST_TITLE = 8


class Beside(msgspec.Struct, frozen=True):
    """The cue and the source that stand beside a passage, and by which rule they were found."""

    cue: Offsets | None
    source: Source | None
    rule: Rule


def find_marked_quotations(narration: Narration) -> tuple[Attribution, ...]:
    """Marked passages with a cue or a source beside them: direct quotations, and mixed ones whose cue follows them."""
    beside: dict[int, Beside] = {}
    for number, passage in enumerate(narration.passages):
        previous = beside.get(number - 1)
        found = None if passage.continues else _own(narration, number, previous)
        if found is None and previous is not None and (passage.continues or _goes_on(narration, number, previous)):
            found = previous
        found = found or _late(narration, number, previous)
        if found is not None:
            beside[number] = found
    return tuple(_attribution(narration, number, found) for number, found in beside.items())


def group_of(narration: Narration, number: int) -> str | None:
    """The name of the group of a passage that has parts in several paragraphs, else None."""
    first = number
    while narration.passages[first].continues:
        first -= 1
    following = narration.passages[number + 1 : number + 2]
    return f"passage{first}" if first < number or any(passage.continues for passage in following) else None


def _own(narration: Narration, number: int, previous: Beside | None) -> Beside | None:
    """What stands beside a passage and belongs to it alone."""
    found = _cue_after(narration, number) if starts_sentence(narration, number) else None
    used = previous.cue if previous and previous.rule == "cue-after" else None
    return found or _cue_before(narration, number, used)


def _late(narration: Narration, number: int, previous: Beside | None) -> Beside | None:
    """What attributes a passage where nothing better does."""
    found = None
    if not starts_sentence(narration, number) and not is_title(narration, number):
        found = _cue_after(narration, number)
    if found is None and previous is not None and _is_coordinated(narration, number):
        found = previous
    return found or _label_before(narration, number) or _signature_after(narration, number)


def _attribution(narration: Narration, number: int, found: Beside) -> Attribution:
    passage = narration.passages[number]
    start, end = passage.start, passage.end
    kind: QuotationKind = "direct"
    if found.rule == "cue-after" and found.cue is not None and end < found.cue[0]:
        first = _start_of_mixed(narration, number)
        if first is not None:
            start, end, kind = narration.doc[first].idx, passage.outer_end, "mixed"
    source = found.source
    return Attribution(
        start,
        end,
        kind,
        group_of(narration, number),
        found.cue,
        source.name if source else None,
        source.phrase if source else None,
        found.rule,
    )


def _start_of_mixed(narration: Narration, number: int) -> int | None:
    """First token of the sentence that a passage ends, where the writer's words before it are part of the report."""
    if starts_sentence(narration, number):
        return None
    start = narration.passage_tokens(number)[0]
    first = narration.sentence(start)[0]
    told = [token for token in narration.doc[first:start] if narration.passage_of[token.i] is None]
    return None if any(reporting_cue(token) is not None for token in told) else first


def starts_sentence(narration: Narration, number: int) -> bool:
    """Whether a passage begins a sentence."""
    start = narration.passage_tokens(number)[0]
    return start < len(narration.doc) and narration.sentence(start)[0] == start


def _cue_after(narration: Narration, number: int) -> Beside | None:
    """`"...," said Ana Ruiz` and `"...," Ana Ruiz told reporters`."""
    passage = narration.passages[number]
    following = _words_after_titles(narration, number)
    is_joined = last_sign(narration.text, passage) in LEADS_ON
    if following and following[0].text in JOINING:
        is_joined, following = True, following[1:]
    position = next((n for n, token in enumerate(following[:LONGEST_LEAD]) if _takes_quotation(token)), None)
    if position is None:
        return None
    verb, lead = following[position], following[:position]
    is_aside = bool(lead) and lead[0].lower_ == "as"
    lead = lead[1:] if is_aside else lead
    if lead:
        is_attribution = (
            (is_joined or lead[0].tag_ == "PRP") and _is_noun_phrase(lead) and not has_object(narration, verb)
        )
    else:
        is_attribution = _may_stand_inverted(verb)
    source = named_source(narration, verb, inverted=not lead) if is_attribution else None
    return Beside(_offsets(verb), source, "comment" if is_aside else "cue-after") if source is not None else None


def _words_after_titles(narration: Narration, number: int) -> tuple[Token, ...]:
    """The writer's words behind a passage, over titles in marks: `"...," Ruiz, the author of "...," said`."""
    following = narration.words_after(number)
    last = number + 1
    while following and last < len(narration.passages) and is_title(narration, last) and last - number < LONGEST_TITLE:
        if narration.sentence(following[0].i) != narration.sentence(narration.passage_tokens(last)[0]):
            break
        following += narration.words_after(last)
        last += 1
    return following


def _may_stand_inverted(verb: Token) -> bool:
    cue = cue_at(verb)
    return cue is not None and cue.verb not in {"tell", "remind", "warn"} and verb.tag_ != "VBG"


def _takes_quotation(token: Token) -> bool:
    cue = cue_at(token)
    return cue is not None and "quote" in cue.frames and token.dep_ != "relcl"


def _is_noun_phrase(lead: Sequence[Token]) -> bool:
    """Whether no finite verb stands in the words between a passage and its cue, but in a relative clause."""
    if lead[0].tag_ in {"CC", "IN", "VBG"} | RELATIVE_TAGS and not lead[0].text[0].isupper():
        return False
    return not _has_clause(lead[: _auxiliaries_start(lead)])


def _auxiliaries_start(lead: Sequence[Token]) -> int:
    end = len(lead)
    while end and (lead[end - 1].dep_.startswith("aux") or lead[end - 1].tag_ in {"RB", "MD"} or _is_habit(lead, end)):
        end -= 1
    return end


def _is_habit(lead: Sequence[Token], end: int) -> bool:
    """Whether the words up to a place end with "used" or "used to"."""
    return lead[end - 1].lower_ in {"to", "used"} and any(token.lower_ == "used" for token in lead[end - 2 : end])


def _has_clause(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands outside a relative clause."""
    for token in tokens:
        if token.tag_ in RELATIVE_TAGS:
            return False
        if token.tag_ in FINITE_TAGS:
            return True
    return False


def _cue_before(narration: Narration, number: int, used: Offsets | None) -> Beside | None:
    """`Ana Ruiz said: "..."`, `told reporters, "..."`, `called it "..."`, `described it as "..."`."""
    preceding = _leading_words(narration, number)
    position = next((n for n in reversed(range(len(preceding))) if _takes_marks(preceding[n])), None)
    if position is None or _offsets(preceding[position]) == used:
        return None
    verb, between = preceding[position], preceding[position + 1 :]
    cue = cue_at(verb)
    if cue is None or not _leads_to_passage(narration, number, verb, cue, between):
        return None
    return Beside(_offsets(verb), named_source(narration, verb), "cue-before")


def _takes_marks(token: Token) -> bool:
    cue = cue_at(token)
    return cue is not None and not cue.frames.isdisjoint({"quote", "name", "as"})


def _leading_words(narration: Narration, number: int) -> tuple[Token, ...]:
    """The writer's words before a passage: the whole sentence where it leads on with a colon, else the last stretch."""
    start = narration.passage_tokens(number)[0]
    preceding = narration.words_before(number)
    if start >= len(narration.doc) or (preceding and not preceding[-1].text.endswith(":")):
        return preceding
    sentence = words(narration.doc, narration.sentence(max(start - 1, 0))[0], start)
    leads_on = bool(sentence) and sentence[-1].text.endswith((":", ","))
    return tuple(t for t in sentence if narration.passage_of[t.i] is None) if leads_on else preceding


def _end_of_passage(narration: Narration, number: int) -> int:
    return narration.passage_tokens(number)[1] if number >= 0 else 0


def _leads_to_passage(narration: Narration, number: int, verb: Token, cue: Cue, between: Sequence[Token]) -> bool:
    """Whether the words between a cue and a passage lead straight from the one to the other."""
    if between and between[-1].text.endswith(":"):
        return True
    if _has_clause(between):
        return False
    if "quote" in cue.frames and between and between[-1].text in JOINING:
        return "infinitive" in cue.frames or not any(
            t.dep_ == "dobj" and t.head == verb and t.lower_ != cue.particle for t in between
        )
    if _is_fragment(narration, number) or is_title(narration, number):
        return False
    last = between[-1] if between else verb
    is_described = "as" in cue.frames and last.lower_ == "as"
    is_named = "name" in cue.frames and last.tag_ not in BEFORE_NOUN and not last.lower_.endswith(("self", "selves"))
    return is_described or is_named or ("quote" in cue.frames and _leads_without_sign(narration, number, cue, between))


def _leads_without_sign(narration: Narration, number: int, cue: Cue, between: Sequence[Token]) -> bool:
    """Whether a cue leads to a passage with neither comma nor colon: `said "..."`, `wrote in a letter that "..."`."""
    if not between or between[-1].lower_ == "that" or [token.lower_ for token in between] == [cue.particle]:
        return True
    begins_sentence = narration.text[narration.passages[number].start].isupper()
    is_adjunct = "infinitive" in cue.frames or between[0].tag_ in {"IN", "TO"}
    return begins_sentence and is_adjunct and between[-1].tag_ in NOUN_TAGS


def _is_fragment(narration: Narration, number: int) -> bool:
    """Whether the writer's clause goes on behind a passage."""
    passage = narration.passages[number]
    following = narration.words_after(number)
    ends = last_sign(narration.text, passage) in LEADS_ON | {"."}
    return not ends and bool(following) and following[0].tag_ in CONTINUES_CLAUSE


def _goes_on(narration: Narration, number: int, previous: Beside) -> bool:
    """Whether a passage is the second part of a quotation that its cue breaks: `"...," she said. "..."`."""
    if previous.rule != "cue-after":
        return False
    start = narration.passage_tokens(number)[0]
    first = _end_of_passage(narration, number - 1)
    between = words(narration.doc, first, start)
    if not between or any("\n\n" in token.text for token in narration.doc[first:start]):
        return False
    if narration.sentence(max(start - 1, 0))[0] > first:
        return False
    if starts_sentence(narration, number):
        return True
    return between[-1].text in JOINING | {":", ";"} and not is_title(narration, number)


def is_title(narration: Narration, number: int) -> bool:
    """Whether a passage looks like the title of a work: a few words, all long ones capitalised."""
    passage = narration.passages[number]
    found = narration.text[passage.start : passage.end].split()
    return (
        1 < len(found) <= LONGEST_TITLE
        and found[0][:1].isupper()
        and all(word[:1].isupper() or len(word) < 4 for word in found)
    )


def _is_coordinated(narration: Narration, number: int) -> bool:
    """Whether only "and" or the like stands between a passage and the one before: `called it "..." and "..."`."""
    between = narration.words_before(number)
    if between and between[0].lower_ == "and" and between[-1].lower_ == "as" and not _has_clause(between):
        return True
    return 0 < len(between) <= LONGEST_LABEL and all(
        token.lower_ in COORDINATING or not token.text[0].isalpha() for token in between
    )


def _label_before(narration: Narration, number: int) -> Beside | None:
    """`ANA RUIZ: "..."` and `Mayor of Port Vale Ana Ruiz: "..."`: a name, with its title, before a colon."""
    preceding = narration.words_before(number)
    if not 2 <= len(preceding) <= LONGEST_LABEL or preceding[-1].text != ":":
        return None
    label = preceding[:-1]
    if not label[-1].tag_.startswith("NNP") or any(token.tag_.startswith(("VB", "MD", "PRP")) for token in label):
        return None
    source = source_of(narration, label[-1], preceding[-1].i)
    return Beside(None, source, "label") if source is not None else None


def _signature_after(narration: Narration, number: int) -> Beside | None:
    """`"..." - Ana Ruiz` at the end of a paragraph."""
    following = narration.words_after(number)
    if not following or following[0].text not in DASHES or not 2 <= len(following) <= LONGEST_LABEL:
        return None
    head = next((token for token in following[1:] if token.tag_ in NOUN_TAGS), None)
    if head is None or _has_clause(following):
        return None
    while head.dep_ == "compound" and head.head in following:
        head = head.head
    source = source_of(narration, head, following[0].i)
    return Beside(None, source, "signature") if source is not None else None


def _offsets(token: Token) -> Offsets:
    return token.idx, token.idx + len(token)
