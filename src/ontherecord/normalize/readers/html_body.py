"""The body of the article of a page: its blocks of text without those of the page around it.

The element that holds most of the prose is the article; trafilatura and the `articleBody` of the page's own metadata
are the witnesses of what is prose of the article. Inside the element, furniture is left out; outside it, prose counts
that is marked up exactly like that inside, since many houses part an article into several boxes.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from ontherecord.normalize.lines import ends_like_sentence
from ontherecord.normalize.readers.html_blocks import Block, blocks
from ontherecord.normalize.readers.html_furniture import PAYWALL, RELATED_LINKS, STANDFIRST, furniture_rule
from ontherecord.normalize.readers.html_head import is_byline_or_date
from ontherecord.normalize.readers.html_names import names
from ontherecord.normalize.readers.html_prose import Witness, fold, is_all_link, is_link, prose_words

if TYPE_CHECKING:
    from lxml.etree import _Element

ARTICLE_SHARE = 0.35
"""Share of the prose from which on an element is no furniture, whatever its name."""

CONTAINER_SHARE = 0.85
"""Share of the prose of an element from which on one of its children holds the article."""

PARAGRAPHS = frozenset("blockquote dd dl figure h1 h2 h3 h4 h5 h6 li ol p pre ul".split())
"""Elements that are part of an article and never all of it."""

UNWITNESSED, IN_FURNITURE = 0.1, 0.1
"""What a word of prose weighs that no witness has, or that stands in furniture."""

LEAST_WITNESSED = 0.1
"""Share of the prose of a page below which a witness is taken to have missed the article."""

FEWEST_ALIKE = 2
"""Blocks of prose that must be marked up in one way before others count that are marked up so outside the article."""

MOST_BLOCKS_ABOVE, MOST_BLOCKS_OF_HEAD, MOST_BLOCKS_OF_FOOT = 3, 30, 8
"""Blocks above the headline, before and after the body, among which kicker, byline and date are looked for."""

MOST_WORDS_OF_TEASER = 80
"""Words of an element that is a teaser: a linked heading and what it leads to."""

PULL_QUOTATION_NAME = re.compile(r"[ -]pull-?(?:quote|quotation)s?[ -]")

OUTSIDE, HEADLINE, HEAD, LINKS, PULL_QUOTATION = (
    "outside-article",
    "headline",
    "article-head",
    "links",
    "pull-quotation",
)


class Body(msgspec.Struct, frozen=True):
    """The article of a page.

    Attributes:
        blocks: its body.
        above: the few lines right above its headline.
        head: what stands between its headline and its body.
        foot: what stands right below its body.
        dropped: all that was left out, by rule.
    """

    blocks: list[Block]
    above: list[Block]
    head: list[Block]
    foot: list[Block]
    dropped: dict[str, list[Block]]


def article_body(root: "_Element", witness: Witness, headline: str | None) -> Body:
    """The body of the article of a page.

    Args:
        root: the page.
        witness: what is known to be of the article.
        headline: its headline.
    """
    page = [block for block in blocks(root) if fold(block.text)]
    elements = list(root.iter())
    weights = _weights(page, witness)
    mass = _sums(elements, page, weights)
    furniture = _furniture(elements, mass, root)
    weights = [
        weight * (IN_FURNITURE if block.element in furniture else 1)
        for block, weight in zip(page, weights, strict=True)
    ]
    container = _container(root, _sums(elements, page, weights))
    rules = _rules(page, container, _furniture(elements, mass, container), witness, fold(headline or ""))
    _leave_out_head(page, rules)
    _leave_out_teasers(page, rules, container)
    _leave_out_labels_of_links(page, rules)
    _leave_out_repetitions(page, rules)
    return _body(page, rules, fold(headline or ""))


def _weights(page: Sequence[Block], witness: Witness) -> list[float]:
    """The words of prose of each block; those that no witness has weigh little, unless the witness has next to none."""
    words = [prose_words(block) for block in page]
    is_witnessed = [witness.has(block.text) for block in page]
    witnessed = sum(itertools.compress(words, is_witnessed))
    unwitnessed = UNWITNESSED if witnessed >= LEAST_WITNESSED * sum(words) else 1
    return [count * (1 if known else unwitnessed) for count, known in zip(words, is_witnessed, strict=True)]


def _sums(elements: "Sequence[_Element]", page: Sequence[Block], weights: Sequence[float]) -> "dict[_Element, float]":
    """The weight in each element, that of its descendants included."""
    sums: defaultdict[_Element, float] = defaultdict(float)
    for block, weight in zip(page, weights, strict=True):
        sums[block.element] += weight
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and element in sums:
            sums[parent] += sums[element]
    return sums


def _furniture(
    elements: "Sequence[_Element]", mass: "Mapping[_Element, float]", top: "_Element"
) -> "dict[_Element, str]":
    """The rule by which an element is furniture, or stands in some; what holds much of the prose of `top` is none."""
    rules: dict[_Element, str] = {}
    most = ARTICLE_SHARE * mass.get(top, 0)
    for element in elements:
        parent = element.getparent()
        rule = rules.get(parent) if parent is not None else None
        if rule is None and mass.get(element, 0) <= most:
            rule = furniture_rule(element)
        if rule:
            rules[element] = rule
    return rules


def _container(root: "_Element", mass: "Mapping[_Element, float]") -> "_Element":
    """The smallest element of several blocks that holds nearly all prose, in steps from an element to a child."""
    container = root
    while True:
        child = max(container, key=lambda element: mass.get(element, 0), default=None)
        if child is None or child.tag in PARAGRAPHS or mass.get(child, 0) <= CONTAINER_SHARE * mass.get(container, 0):
            return container
        container = child


def _rules(
    page: Sequence[Block],
    container: "_Element",
    furniture: "Mapping[_Element, str]",
    witness: Witness,
    headline: str,
) -> list[str | None]:
    """The rule by which each block is left out, None for those of the article."""
    inside = set(container.iter())
    scope = set(next(container.iterancestors("article"), container.getroottree().getroot()).iter())
    styles = Counter(
        _style(block.element)
        for block in page
        if block.element in inside and block.element not in furniture and prose_words(block)
    )

    def rule_of(block: Block) -> str | None:
        rule = furniture.get(block.element)
        if rule == PAYWALL and witness.has(block.text):
            rule = None
        if rule and rule != STANDFIRST:
            return rule
        if block.element not in inside:
            is_alike = prose_words(block) > 0 and styles[_style(block.element)] >= FEWEST_ALIKE
            return rule if block.element in scope and is_alike else OUTSIDE
        if block.element.tag == "h1" or fold(block.text) == headline:
            return HEADLINE
        if is_all_link(block) or (is_link(block) and not witness.has(block.text)):
            return LINKS
        return rule

    return [rule_of(block) for block in page]


def _style(element: "_Element") -> tuple[str, ...]:
    """How an element is marked up: by its own class, else by that of its parent."""
    parent = element.getparent()
    own = element.get("class", "")
    if own or parent is None:
        return (str(element.tag), own)
    return (str(element.tag), str(parent.tag), parent.get("class", ""))


def _leave_out_head(page: Sequence[Block], rules: list[str | None]) -> None:
    """Leave out labels and standfirst above the first paragraph; below it, what is named like one is a subhead.

    So is a heading above it where the headline stands elsewhere: the first entry of a live blog opens with one.
    """
    is_head, is_titled = True, False
    for index, block in enumerate(page):
        is_titled = is_titled or rules[index] == HEADLINE
        if rules[index] == STANDFIRST and not is_head:
            rules[index] = None
        elif rules[index] is None and is_head and block.role != "caption":
            is_label = not prose_words(block) and not ends_like_sentence(block.text)
            is_label = is_label or is_byline_or_date(block.text)
            is_head = is_label and (is_titled or block.role != "subhead")
            rules[index] = HEAD if is_head else None


def _leave_out_teasers(page: Sequence[Block], rules: list[str | None], container: "_Element") -> None:
    """Leave out prose right below a heading that is a link, both alone in an element: a teaser."""
    for index in range(1, len(page)):
        parent = page[index].element.getparent()
        is_below_link = rules[index - 1] == LINKS and page[index - 1].role == "subhead"
        if rules[index] is None and is_below_link and parent is not container and parent is not None:
            words = sum(len(str(text).split()) for text in parent.itertext())
            if page[index - 1].element.getparent() is parent and words <= MOST_WORDS_OF_TEASER:
                rules[index] = LINKS


def _leave_out_repetitions(page: Sequence[Block], rules: list[str | None]) -> None:
    """Leave out what is named as a pull quotation and stands in the text besides."""
    kept = [index for index, rule in enumerate(rules) if rule is None]
    pulled = {index for index in kept if _is_pull_quotation(page[index].element)}
    whole = "\n".join(fold(page[index].text) for index in kept if index not in pulled)
    for index in pulled:
        if fold(page[index].text) in whole:
            rules[index] = PULL_QUOTATION


def _is_pull_quotation(element: "_Element") -> bool:
    boxes = itertools.islice(element.iterancestors(), 2)
    return any(PULL_QUOTATION_NAME.search(names(box)) for box in (element, *boxes))


def _leave_out_labels_of_links(page: Sequence[Block], rules: list[str | None]) -> None:
    """Leave out the labels right above links, and those that nothing follows.

    A heading above links in the midst of the article is a subhead where the links bring their own label, or where
    others of its style stand above paragraphs.
    """
    styles = {
        _style(block.element)
        for (block, rule), (below, rule_below) in itertools.pairwise(zip(page, rules, strict=True))
        if block.role == "subhead" and rule is None and rule_below is None and prose_words(below)
    }
    is_above_links, is_end = True, True
    first_link: Block | None = None
    for index in range(len(page) - 1, -1, -1):
        block = page[index]
        if rules[index] is None:
            is_subhead = block.role == "subhead" and not is_end
            is_known = _style(block.element) in styles or (first_link is not None and _opens_with_label(first_link))
            is_above_links = is_above_links and _is_label(block) and not (is_subhead and is_known)
            rules[index] = LINKS if is_above_links else None
            is_end = is_end and is_above_links
        elif rules[index] in (LINKS, RELATED_LINKS):
            is_above_links, first_link = True, block


def _is_label(block: Block) -> bool:
    return not (
        prose_words(block) or block.role in ("list", "caption", "quote", "other") or ends_like_sentence(block.text)
    )


def _opens_with_label(link: Block) -> bool:
    """Whether the first block of some links is no link, or opens with a word and a colon that are none."""
    label, colon, _ = link.text.partition(":")
    return len(link.text) - link.line.linked >= len(label + colon)


def _body(page: Sequence[Block], rules: list[str | None], headline: str) -> Body:
    kept = [index for index, rule in enumerate(rules) if rule is None]
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    titles = [index for index in range(first) if page[index].element.tag == "h1"]
    repeated = [index for index in range(first) if fold(page[index].text) == headline]
    start = max((repeated or titles or [0])[-1], first - MOST_BLOCKS_OF_HEAD)
    for index in range(start, first):
        if page[index].role == "caption" and rules[index] in (OUTSIDE, HEAD, STANDFIRST):
            rules[index] = None
    kept = [index for index, rule in enumerate(rules) if rule is None]
    dropped = defaultdict(list)
    for block, rule in zip(page, rules, strict=True):
        if rule:
            dropped[rule].append(block)
    return Body(
        blocks=[page[index] for index in kept],
        above=list(page[max(start - MOST_BLOCKS_ABOVE, 0) : start]),
        head=list(page[start:first]),
        foot=list(page[last + 1 : last + 1 + MOST_BLOCKS_OF_FOOT]),
        dropped=dict(dropped),
    )
