"""Stories and their copies, made by rule from the articles of a corpus: the input of the benchmark of duplicates.

A story is put together from paragraphs of the corpus, in which the words that carry meaning are exchanged for others,
the same word for the same, so that any number of stories have the grammar and the common phrases of news. Some have
copies, each changed by two to four of: cuts, reordered paragraphs, lines of a page, edits, errors of text recognition.
What makes it hard besides: stories that share a quoted paragraph, and round-ups that print several short stories word
for word; they are copies of none.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ontherecord.records import Article, complete

COMMON_WORDS = 150
"""Commonest words of the corpus, which all stories keep."""

LEAST_RARE = 0.4
"""Share of the words of a paragraph that are exchanged at least."""

COPIED, MOST_COPIES = 0.4, 4
"""Share of the stories that have copies, and how many one has at most."""

PARAGRAPHS = (6, 16)
"""Fewest and most paragraphs of a story."""

MOST_QUOTED = 0.15
"""Share of a story that such a paragraph is at most."""

BRIEFS, BRIEF_WORDS = 0.15, (25, 90)
"""Share of the stories that are one short paragraph, and its words."""

QUOTING = 0.15
"""Share of the stories that have a paragraph of another one."""

ROUND_UPS, ROUND_UP_STORIES = 0.02, (4, 8)
"""Round-ups for each story, and how many short stories they print."""

FURNITURE = (
    "Sign up for our newsletter and get the best stories of the day delivered to your inbox every morning.",
    "This story was originally published by a partner of our newsroom and appears here with permission.",
    "Follow us on social media for the latest updates from around the region and the world.",
    "The reporter can be reached at the news desk. Read more of our coverage of local affairs below.",
    "Support independent local journalism: become a member today and help to keep our reporting free.",
    "Copyright of the publisher. All rights reserved. This material may not be rewritten or redistributed.",
)
MISREAD = {"e": "c", "rn": "m", "m": "rn", "l": "1", "h": "b", "o": "0", "i": "l", "c": "e", "u": "n", "cl": "d"}
MISREAD_PATTERN = re.compile("|".join(sorted(MISREAD, key=len, reverse=True)))
MISREAD_SHARE = 0.03
"""Share of the letters that could be misread that are."""

WORD = re.compile(r"[^\W\d_]+")
WORD_OR_NUMBER = re.compile(rf"{WORD.pattern}|\d+")

Paragraphs = list[str]
Change = Callable[[Paragraphs, "Vocabulary", random.Random], Paragraphs]


class Vocabulary:
    """The words of a corpus: the common ones, which are kept, and the others."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(word.lower() for text in texts for word in WORD.findall(text))
        common = {word for word, _ in counts.most_common(COMMON_WORDS)}
        self.rare = sorted(word for word in counts if word not in common)
        self._is_rare = frozenset(self.rare)

    def tells_enough(self, paragraph: str) -> bool:
        """Whether a paragraph becomes another one by the exchange: talk of common words alone would not."""
        found = WORD.findall(paragraph.lower())
        return sum(word in self._is_rare for word in found) >= LEAST_RARE * max(len(found), 1)

    def exchanged(self, text: str, choice: random.Random) -> str:
        """The text with another word in place of every rare one, the same for the same, and other numbers."""
        given: dict[str, str] = {}

        def other(match: re.Match[str]) -> str:
            word = match.group()
            if word.isdigit():
                return str(choice.randrange(10 ** len(word)))
            if word.lower() not in self._is_rare:
                return word
            new = given.setdefault(word.lower(), choice.choice(self.rare))
            return new.capitalize() if word[0].isupper() else new

        return WORD_OR_NUMBER.sub(other, text)


def benchmark_articles(texts: Sequence[str], stories: int, seed: int) -> Iterator[tuple[str, Article]]:
    """Each article with the name of its story, in an order that tells nothing.

    Args:
        texts: the articles of the corpus, with one blank line between paragraphs.
        stories: how many stories are made.
        seed: the same seed gives the same articles.
    """
    choice = random.Random(seed)
    vocabulary = Vocabulary(texts)
    paragraphs = [part for text in texts for part in text.split("\n\n") if vocabulary.tells_enough(part)]
    originals = [made(paragraphs, vocabulary, choice) for _ in range(stories)]
    briefs = [original for original in originals if len(original) == 1]
    found: list[tuple[str, Paragraphs]] = []
    for number, original in enumerate(originals):
        story, text = f"story-{number}", quoting(original, originals, choice)
        found.append((story, text))
        if choice.random() < COPIED:
            found += [(story, copied(text, vocabulary, choice)) for _ in range(choice.randint(1, MOST_COPIES))]
    for number in range(int(stories * ROUND_UPS)):
        chosen = choice.sample(briefs, min(choice.randint(*ROUND_UP_STORIES), len(briefs)))
        found.append((f"round-up-{number}", [paragraph for brief in chosen for paragraph in brief]))
    choice.shuffle(found)
    for number, (story, paragraphs) in enumerate(found):
        yield story, complete(Article(id=f"article-{number}", text="\n\n".join(filter(None, paragraphs))))


def made(paragraphs: Sequence[str], vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """A story of paragraphs from anywhere in the corpus."""
    if choice.random() < BRIEFS:
        shortest, longest = BRIEF_WORDS
        chosen = [choice.choice([part for part in paragraphs if shortest <= len(part.split()) <= longest])]
    else:
        chosen = choice.sample(paragraphs, choice.randint(*PARAGRAPHS))
    return vocabulary.exchanged("\n\n".join(chosen), choice).split("\n\n")


def quoting(original: Paragraphs, originals: Sequence[Paragraphs], choice: random.Random) -> Paragraphs:
    """The story, or that with a paragraph of another one in it, if it is a small part."""
    quoted = choice.choice(choice.choice([other for other in originals if len(other) > 1]))
    if choice.random() < QUOTING and len(quoted) < MOST_QUOTED * len("".join(original)):
        return [*original[:1], quoted, *original[1:]]
    return original


def copied(original: Paragraphs, vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """A copy, changed by two to four of the changes."""
    changes = choice.sample(CHANGES, choice.randint(2, 4))
    copy = original
    # Cuts come first, and errors of recognition last, as with real copies.
    for change in sorted(changes, key=CHANGES.index):
        copy = change(copy, vocabulary, choice)
    return copy


def cut(paragraphs: Paragraphs, vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """The start of a text, 25 to 90 per cent of it, as papers cut from the end."""
    wanted = choice.uniform(0.25, 0.9) * sum(map(len, paragraphs))
    kept: Paragraphs = []
    for paragraph in paragraphs:
        if sum(map(len, kept)) >= wanted:
            break
        kept.append(paragraph)
    return kept


def reorder(paragraphs: Paragraphs, vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """The paragraphs in another order."""
    return choice.sample(paragraphs, len(paragraphs))


def furnish(paragraphs: Paragraphs, vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """Lines of a page above and below."""
    lines = choice.sample(FURNITURE, choice.randint(1, 4))
    split = choice.randint(0, len(lines))
    return [*lines[:split], *paragraphs, *lines[split:]]


def edit(paragraphs: Paragraphs, vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """Five to fifteen per cent of the words exchanged, and a paragraph left out or added."""
    share = choice.uniform(0.05, 0.15)

    def edited(match: re.Match[str]) -> str:
        return choice.choice(vocabulary.rare) if choice.random() < share else match.group()

    changed = [WORD.sub(edited, paragraph) for paragraph in paragraphs]
    place = choice.randrange(len(changed))
    if choice.random() < 0.5 and len(changed) > 3:
        del changed[place]
    else:
        changed.insert(place, " ".join(choice.choices(vocabulary.rare, k=choice.randint(15, 40))).capitalize() + ".")
    return changed


def misread(paragraphs: Paragraphs, vocabulary: Vocabulary, choice: random.Random) -> Paragraphs:
    """Letters that text recognition takes for others."""

    def other(match: re.Match[str]) -> str:
        return MISREAD[match.group()] if choice.random() < MISREAD_SHARE else match.group()

    return [MISREAD_PATTERN.sub(other, paragraph) for paragraph in paragraphs]


CHANGES: tuple[Change, ...] = (cut, reorder, edit, furnish, misread)
