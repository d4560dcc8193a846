"""Front matter: `key: value` lines between two `---` lines at the top of a text file, named as in a source sheet."""

import re

import msgspec

FENCE = "---"
MOST_LINES = 200
PAIR = re.compile(r"([A-Za-z_]+): ?(.*)")


class FrontMatter(msgspec.Struct, frozen=True):
    """The pairs, the lines that are none, and the text that follows.

    Attributes:
        pairs: name, value and line number of each pair.
        strays: number and text of lines that are neither a pair nor blank nor a comment.
        body: the text below.
        body_line: line number at which it begins.
    """

    pairs: tuple[tuple[str, str, int], ...]
    strays: tuple[tuple[int, str], ...]
    body: str
    body_line: int


def split_front_matter(text: str) -> FrontMatter:
    """Split front matter off a tidy text; a text that opens with a mere rule, or does not close it, has none."""
    lines = text.split("\n", MOST_LINES)
    none = FrontMatter((), (), text, 1)
    start = next((number for number, line in enumerate(lines) if line), 0)
    if lines[start] != FENCE or FENCE not in lines[start + 1 : MOST_LINES]:
        return none
    end = lines.index(FENCE, start + 1)
    pairs, strays = [], []
    for number, line in enumerate(lines[start + 1 : end], start=start + 2):
        if match := PAIR.fullmatch(line):
            pairs.append((match[1], _unquoted(match[2]), number))
        elif line and not line.startswith("#"):
            strays.append((number, line))
    return FrontMatter(tuple(pairs), tuple(strays), "\n".join(lines[end + 1 :]), end + 2) if pairs else none


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
