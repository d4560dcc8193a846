"""Wikitext: from the markup of a page to its paragraphs with their links, and to the templates that stand in it."""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from ontherecord.normalize.raw_article import RawParagraph
from ontherecord.normalize.readers.html_lines import encyclopedia_title
from ontherecord.normalize.readers.wikitext_balance import MOST_OPEN, most_open
from ontherecord.normalize.readers.wikitext_paragraphs import ParagraphWriter
from ontherecord.normalize.text_repair import repair

if TYPE_CHECKING:
    from mwparserfromhell.wikicode import Wikicode

SECTIONS_LEFT_OUT = frozenset(
    "sources|source|references|notes|footnotes|external links|external link|related news|related articles"
    "|related stories|sister links|sister projects|see also|further reading|navigation".split("|")
)
"""Headings of sections that are not part of the article, in lower case."""

TAGS_LEFT_OUT = frozenset(
    "ref references table math score timeline imagemap syntaxhighlight source templatestyles style script del s strike"
    " inputbox includeonly graph mapframe".split()
)
BLOCK_TAGS = frozenset("p div center blockquote poem pre hr table tr td th ul ol dl section".split())
LIST_MARKS = {"li": "list", "dt": "list"}

FILE_LINK = re.compile(r"\s*(?:file|image|media)\s*:", re.I)
CATEGORY_LINK = re.compile(r"\s*category\s*:", re.I)
LANGUAGE_LINK = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,10})?:\S")
ENCYCLOPEDIA_LINK = re.compile(r":?(?:w|wikipedia)\s*:\s*", re.I)
OTHER_PROJECT = re.compile(
    r"(?:wikt|wiktionary|s|wikisource|q|wikiquote|b|wikibooks|v|wikiversity|voy|wikivoyage|n|wikinews|c|commons|m|meta"
    r"|d|wikidata|species)\s*:",
    re.I,
)
PIPE_TRICK = re.compile(r"\s*\([^()]{1,80}\)$|,\s.{1,80}$")
FILE_OPTION = re.compile(
    r"(?:thumb|thumbnail|frame|framed|frameless|border|right|left|center|centre|none|baseline|middle|sub|super|top"
    r"|text-top|bottom|text-bottom|upright|\d{0,5}(?:x\d{1,5})?px)$|(?:upright|alt|link|lang|page|class|thumb|width)\s?=",
    re.I,
)

CHARACTERS = {
    "'": "'", "!": "|", "=": "=", "–": " – ", "—": " — ", "ndash": "–", "mdash": "—", "nbsp": " ", "snd": " – ",
    "spaced ndash": " – ", "dash": " – ", "·": " · ", "bull": "•", "zwj": "", "·wrap": "·", "shy": "",
}  # fmt: skip
"""Templates that stand for a character."""

SHOWN_ARGUMENTS = {
    **dict.fromkeys("nowrap nobr small big abbr tooltip center nihongo sic var em strong".split(), "1"),
    **dict.fromkeys(("lang", "transl"), "2"),
}
"""Templates that show one of their arguments."""

QUOTATIONS = frozenset(
    "quote|cquote|blockquote|quotation|bquote|pull quote|pullquote|quoteright|quoteleft|quote box|rquote".split("|")
)
QUOTED = ("1", "text", "quote")
QUOTED_BY = ("2", "author", "quotee", "source", "speaker")


class Template(msgspec.Struct, frozen=True):
    """A template of a page: its name in lower case, and its arguments as plain text."""

    name: str
    arguments: dict[str, str]


class WikiPage(msgspec.Struct, frozen=True):
    """What the markup of a page holds.

    Attributes:
        paragraphs: the text, tidy, numbered from 1.
        templates: all templates outside other ones, in order.
        left_out: parts that are no text, counted by what they are.
    """

    paragraphs: tuple[RawParagraph, ...]
    templates: tuple[Template, ...]
    left_out: Counter[str]


def read_wikitext(markup: str) -> WikiPage | None:
    """The text and the templates of a page; None where so much of the markup is left open that it cannot be parsed."""
    import mwparserfromhell

    text = repair(markup).text
    if most_open(text) > MOST_OPEN:
        return None
    reader = _Reader()
    reader.read(mwparserfromhell.parse(text))
    paragraphs = reader.writer.finish()
    return WikiPage(paragraphs, tuple(reader.templates), reader.left_out)


class _Reader:
    """Walks through the nodes of a page."""

    def __init__(self) -> None:
        self.writer = ParagraphWriter()
        self.templates: list[Template] = []
        self.left_out: Counter[str] = Counter()
        self._skipped_level = 0

    def read(self, code: "Wikicode") -> None:
        for node in code.nodes:
            kind = type(node).__name__
            if kind == "Heading":
                self._heading(node)
            elif self._skipped_level:
                self._note_templates(node, kind)
            else:
                self._node(node, kind)

    def _node(self, node: Any, kind: str) -> None:
        if kind == "Text":
            self.writer.write_lines(str(node.value))
        elif kind == "HTMLEntity":
            self.writer.write(str(node.normalize()))
        elif kind == "Wikilink":
            self._link(node)
        elif kind == "ExternalLink":
            self._external_link(node)
        elif kind == "Template":
            self._template(node)
        elif kind == "Tag":
            self._tag(node)

    def _note_templates(self, node: Any, kind: str) -> None:
        inner = node.contents if kind == "Tag" else None
        if kind == "Template":
            self.templates.append(_template(node))
        elif inner is not None:
            for template in inner.filter_templates(recursive=False):
                self.templates.append(_template(template))

    def _heading(self, node: Any) -> None:
        title = " ".join(_plain(node.title).split())
        if self._skipped_level and node.level > self._skipped_level:
            return
        self._skipped_level = 0
        if title.casefold().strip(" :") in SECTIONS_LEFT_OUT:
            self.left_out[f"section {title}"] += 1
            self._skipped_level = node.level
            self.writer.end()
            return
        self.writer.end()
        self.writer.role = "subhead"
        self.read(node.title)
        self.writer.end()

    def _link(self, node: Any) -> None:
        title = str(node.title).strip()
        if FILE_LINK.match(title):
            self._file(node)
        elif CATEGORY_LINK.match(title):
            self.left_out["category"] += 1
        elif LANGUAGE_LINK.match(title) and node.text is None and not ENCYCLOPEDIA_LINK.match(title):
            self.left_out["language link"] += 1
        else:
            target = ENCYCLOPEDIA_LINK.sub("", title, count=1).lstrip(":")
            shown = target if node.text is None else str(node.text).strip() and node.text
            self._linked(target, shown or PIPE_TRICK.sub("", target))

    def _linked(self, target: str, shown: Any) -> None:
        title = "" if OTHER_PROJECT.match(target) else target.partition("#")[0].replace("_", " ").strip()
        with self.writer.link(title):
            if isinstance(shown, str):
                self.writer.write(shown)
            else:
                self.read(shown)

    def _file(self, node: Any) -> None:
        """The caption of a picture: its last argument that is no option."""
        arguments = _split_arguments(node.text) if node.text is not None else []
        captions = [argument for argument in arguments if not FILE_OPTION.match(argument.strip())]
        self.left_out["picture"] += 1
        if captions:
            self._aside(captions[-1])

    def _aside(self, markup: str) -> None:
        """A caption, put before or behind the paragraph that it interrupts."""
        import mwparserfromhell

        inner = _Reader()
        inner.read(mwparserfromhell.parse(markup))
        self.left_out.update(inner.left_out)
        self.templates += inner.templates
        text, links = inner.writer.as_one()
        if text:
            self.writer.add_aside(RawParagraph(0, text, "caption", links))

    def _external_link(self, node: Any) -> None:
        if node.title is not None:
            self._linked(encyclopedia_title(str(node.url)) or "", node.title)
        elif node.brackets:
            self.left_out["bare link"] += 1
        else:
            self.writer.write(str(node.url))

    def _template(self, node: Any) -> None:
        name = str(node.name).strip().casefold()
        if name in ("w", "wikipedia") and node.has("1"):
            target = _argument(node, "1")
            shown = node.get("2").value if node.has("2") and _argument(node, "2") else target
            self._linked(target, shown)
        elif name in CHARACTERS:
            self.writer.write(CHARACTERS[name])
        elif name in SHOWN_ARGUMENTS and node.has(SHOWN_ARGUMENTS[name]):
            self.read(node.get(SHOWN_ARGUMENTS[name]).value)
        elif name in QUOTATIONS:
            self._quotation(node)
        else:
            self.templates.append(_template(node))

    def _quotation(self, node: Any) -> None:
        quoted = next((name for name in QUOTED if node.has(name)), None)
        if quoted is None:
            return
        self._block("quote", node.get(quoted).value)
        by = next((name for name in QUOTED_BY if node.has(name) and _argument(node, name)), None)
        if by is not None:
            self.writer.role = "quote"
            self.writer.write("— ")
            self.read(node.get(by).value)
            self.writer.end()

    def _block(self, role: Any, code: "Wikicode") -> None:
        self.writer.end()
        self.writer.around.append(role)
        self.read(code)
        self.writer.end()
        self.writer.around.pop()

    def _tag(self, node: Any) -> None:
        tag = str(node.tag).strip().lower()
        if node.wiki_markup in ("*", "#", ";", ":"):
            self.writer.mark_line("list" if node.wiki_markup != ":" else None)
        elif tag in TAGS_LEFT_OUT:
            self.left_out[tag] += 1
        elif tag == "gallery":
            self._gallery(str(node.contents))
        elif tag == "br":
            self.writer.line_break()
        elif tag == "li":
            self.writer.mark_line("list")
            self.read(node.contents)
            self.writer.end()
        elif tag in BLOCK_TAGS:
            self._block("quote" if tag == "blockquote" else None, node.contents) if node.contents else self.writer.end()
        elif node.contents is not None:
            with self.writer.bold(tag in ("b", "strong")):
                self.read(node.contents)

    def _gallery(self, contents: str) -> None:
        for line in contents.splitlines():
            _, bar, caption = line.partition("|")
            if bar and caption.strip():
                self.left_out["picture"] += 1
                self._aside(_split_arguments(caption)[-1])


def _split_arguments(code: Any) -> list[str]:
    """The arguments of a link to a file: parted by bars that stand in no link or template of their own."""
    arguments, depth, start = [], 0, 0
    text = str(code)
    for match in re.finditer(r"\[\[|\]\]|\{\{|\}\}|\|", text):
        if match[0] == "|":
            if depth == 0:
                arguments.append(text[start : match.start()])
                start = match.end()
        else:
            depth = max(depth + (1 if match[0] in ("[[", "{{") else -1), 0)
    return [*arguments, text[start:]]


def _template(node: Any) -> Template:
    name = " ".join(str(node.name).replace("_", " ").split()).casefold()
    arguments = {str(part.name).strip().casefold(): _plain(part.value) for part in node.params}
    return Template(name, arguments)


def _argument(node: Any, name: str) -> str:
    return _plain(node.get(name).value)


def _plain(code: "Wikicode") -> str:
    """The text of some markup on one line."""
    reader = _Reader()
    reader.read(code)
    return reader.writer.as_one()[0]
