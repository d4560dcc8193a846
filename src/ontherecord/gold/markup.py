r"""A gold file as text: a header, a line `---`, and the body with inline tags `{head|words}`; read and written.

Tags nest and never cross. `\{`, `\}`, `\|` and `\\` stand for the characters themselves. Reading takes linear time.
"""

import re
from bisect import bisect_right

import msgspec

from ontherecord.errors import UsageError
from ontherecord.findings import MALFORMED_TAG, UNCLOSED_TAG, UNREADABLE_GOLD, Finding
from ontherecord.gold.header import SEPARATOR, read_header, write_header
from ontherecord.gold.heads import HeadError, read_head, write_head
from ontherecord.gold.model import Gold, Head, ParsedGold, Place, Tag

LONGEST_SHOWN = 40
"""Code points of the file that a message shows."""

_TOKEN = re.compile(r"\\[{}|\\]|\{([^{}|\n]*)\||[{}]")
_ESCAPED = re.compile(r"[{}\\]")


def parse_gold(content: str, file: str) -> tuple[ParsedGold | None, list[Finding]]:
    """What a gold file says, and what is wrong with its form; None where it has no body.

    A tag that cannot be read is left out and its words are kept, so that all errors are found in one go.

    Args:
        content: the whole file.
        file: its path, for findings.
    """
    lines = content.replace("\r\n", "\n").split("\n")
    separator = next((number for number, line in enumerate(lines) if line.rstrip() == SEPARATOR), None)
    if separator is None:
        return None, [UNREADABLE_GOLD.finding(f"no line {SEPARATOR}", file=file, line=1)]
    header, findings = read_header(lines[:separator], file)
    first = separator + 1
    while first < len(lines) and not lines[first]:
        first += 1
    body = _parse_body("\n".join(lines[first:]).rstrip("\n"), file, first + 1)
    gold = Gold(
        text=body.text,
        tags=body.tags,
        speakers=header.speakers,
        organizations=header.organizations,
        annotators=header.annotators,
        reviewed=header.reviewed,
        comments=header.comments,
    )
    return ParsedGold(gold, body.places, header.lines, first + 1), [*findings, *body.findings]


def write_gold(gold: Gold) -> str:
    """The file that `parse_gold` reads as this.

    Raises:
        UsageError: two tags cross, which inline tags cannot.
    """
    return "\n".join((*write_header(gold), _write_body(gold.text, gold.tags), ""))


class _Body(msgspec.Struct, frozen=True):
    text: str
    tags: tuple[Tag, ...]
    places: tuple[Place, ...]
    findings: list[Finding]


class _Opened(msgspec.Struct):
    """A tag on the stack: where it opens in the file and in the text, and its head, None where that is no good."""

    place: Place
    shown: str
    start: int
    head: Head | None
    end: int | None = None


def _parse_body(body: str, file: str, first_line: int) -> _Body:
    line_starts = [0, *(match.end() for match in re.finditer("\n", body))]
    findings: list[Finding] = []
    parts: list[str] = []
    opened: list[_Opened] = []
    stack: list[_Opened] = []
    read = length = 0

    def place_of(at: int) -> Place:
        line = bisect_right(line_starts, at) - 1
        return Place(first_line + line, at - line_starts[line] + 1)

    for token in _TOKEN.finditer(body):
        text = body[read : token.start()] + (token[0][1] if token[0][0] == "\\" else "")
        parts.append(text)
        read, length = token.end(), length + len(text)
        place = place_of(token.start())
        if token[0] == "}":
            if stack:
                stack.pop().end = length
            else:
                findings.append(_at(MALFORMED_TAG.finding("a } that closes no tag", file=file), place))
        elif token[0][0] == "{":
            shown = body[token.start() : token.start() + LONGEST_SHOWN].partition("\n")[0]
            head, problem = _read_head(token[1], shown)
            if problem:
                findings.append(_at(msgspec.structs.replace(problem, file=file), place))
            stack.append(_Opened(place, shown, length, head))
            opened.append(stack[-1])
    parts.append(body[read:])
    findings += [_at(UNCLOSED_TAG.finding(f"{tag.shown} has no }}", file=file), tag.place) for tag in stack]
    for tag in opened:
        if tag.head is not None and tag.end == tag.start:
            findings.append(_at(MALFORMED_TAG.finding(f"{tag.shown} tags no words", file=file), tag.place))
    whole = [
        (Tag(tag.start, tag.end, tag.head), tag.place)
        for tag in opened
        if tag.head is not None and tag.end is not None and tag.end > tag.start
    ]
    return _Body("".join(parts), tuple(tag for tag, _ in whole), tuple(place for _, place in whole), findings)


def _read_head(head: str | None, shown: str) -> tuple[Head | None, Finding | None]:
    if head is None:
        return None, MALFORMED_TAG.finding(f"{shown} has no head with a bar |")
    try:
        return read_head(head), None
    except HeadError as error:
        return None, error.code.finding(f"{{{head}|: {error}")


def _at(finding: Finding, place: Place) -> Finding:
    """The finding with its line, and its column in front of the message."""
    return msgspec.structs.replace(finding, line=place.line, message=f"column {place.column}: {finding.message}")


def _write_body(text: str, tags: tuple[Tag, ...]) -> str:
    parts = []
    stack: list[Tag] = []
    written = 0

    def write_until(end: int) -> None:
        nonlocal written
        parts.append(_ESCAPED.sub(r"\\\g<0>", text[written:end]))
        written = end

    def close_until(start: int) -> None:
        while stack and stack[-1].end <= start:
            write_until(stack.pop().end)
            parts.append("}")

    for tag in tags:
        close_until(tag.start)
        if tag.start < written or (stack and tag.end > stack[-1].end):
            raise UsageError(f"{write_head(tag.head)} crosses {write_head(stack[-1].head) if stack else 'another tag'}")
        write_until(tag.start)
        parts.append(f"{{{write_head(tag.head)}|")
        stack.append(tag)
    close_until(len(text))
    write_until(len(text))
    return "".join(parts)
