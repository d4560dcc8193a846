"""One article on a terminal or in a notebook, with its four layers."""

import html
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ontherecord.errors import SourceError
from ontherecord.highlights import Run, paragraph_runs
from ontherecord.jsonl import read_articles
from ontherecord.records import Article, LayerName
from ontherecord.release import read_release_articles

RESET = "\033[0m"
PAINT: dict[LayerName, str] = {
    "quotations": "\033[33m",
    "speakers": "\033[1m",
    "organizations": "\033[36m",
    "dates": "\033[4m",
}
STYLE: dict[LayerName, str] = {
    "quotations": "background:rgba(217,164,6,.22)",
    "speakers": "border-bottom:2px solid #1d5fa8",
    "organizations": "border-bottom:2px dashed #1c7a4a",
    "dates": "border-bottom:3px double #9b3f8f",
}
WIDTH = 88


def find_article(article_id: str, path: Path) -> Article:
    """The article of an id, in a JSONL file or a release.

    Raises:
        SourceError: the file cannot be read, or no article has the id.
    """
    articles = read_release_articles(path) if path.is_dir() else read_articles(path)
    for article in articles:
        if article.id == article_id:
            return article
    raise SourceError(f"{path} has no article {harmless(article_id)!r}")


def terminal_lines(article: Article, *, color: bool) -> Iterator[str]:
    """The article line by line: head, text with its layers, and a list of who said what, for whom and when."""
    bold = PAINT["speakers"] if color else ""
    yield f"{bold}{harmless(article.headline or '(no headline)')}{RESET if color else ''}"
    yield harmless(" · ".join(filter(None, (article.source.name, str(article.published or "no date"), article.id))))
    if article.text is None:
        yield ""
        yield "The text of this article may not be shown here; its annotations are offsets alone."
    for _, runs in paragraph_runs(article):
        yield ""
        yield "".join(_painted(run, color) for run in runs)
    if article.quotations:
        yield ""
        yield f"{bold}Who said what{RESET if color else ''}"
    for row in quotation_rows(article):
        yield ""
        who = " · ".join(filter(None, (row["id"], row["kind"], row["speaker"], row["organization"], row["day"])))
        yield harmless(who)
        yield from textwrap.wrap(
            harmless(row["text"] or "(no text)"), WIDTH, initial_indent="  ", subsequent_indent="  "
        )


def quotation_rows(article: Article) -> Iterator[dict[str, str]]:
    """For each quotation, in words: its id, kind, speaker, organization, day, text and rule; empty where unknown."""
    speakers = {speaker.id: speaker for speaker in article.speakers}
    organizations = {organization.id: organization.name for organization in article.organizations}
    dates = {date.id: date.value for date in article.dates}
    for quotation in article.quotations:
        speaker = speakers.get(quotation.speaker_id or "")
        yield {
            "id": quotation.id,
            "kind": quotation.kind,
            "speaker_id": quotation.speaker_id or "",
            "speaker": (speaker.name or speaker.kind) if speaker else "speaker unknown",
            "organization_id": quotation.organization_id or "",
            "organization": organizations.get(quotation.organization_id or "", ""),
            "date_id": quotation.date_id or "",
            "day": dates.get(quotation.date_id or "", ""),
            "text": quotation.text or "",
            "confidence": "" if quotation.confidence is None else f"{quotation.confidence:.2f}",
            "rule": quotation.rule or "",
        }


def harmless(text: str) -> str:
    """The text without what steers a terminal or turns the direction of writing: each is shown as an escape."""
    return text if text.isprintable() else "".join(_harmless(character) for character in text)


def _harmless(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and character not in "\u200d\u00ad":
        return character.encode("unicode_escape").decode()
    return character


def _painted(run: Run, color: bool) -> str:
    text = "\n".join(harmless(line) for line in run.text.split("\n"))
    if not color or not run.marks:
        return text
    return "".join(dict.fromkeys(PAINT[mark.layer] for mark in run.marks)) + text + RESET


class View:
    """An article that a notebook draws as highlighted HTML."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def _repr_html_(self) -> str:
        return article_html(self.article)

    def __repr__(self) -> str:
        return "\n".join(terminal_lines(self.article, color=False))


def view(row: Article | Mapping[str, Any]) -> View:
    """A view of an article, or of a row of the data set's `articles`, for a notebook.

    Raises:
        msgspec.ValidationError: the row is no article.
    """
    return View(row if isinstance(row, Article) else msgspec.convert(dict(row), Article))


def article_html(article: Article) -> str:
    """The article as a fragment of HTML that needs no style sheet."""
    parts = [
        f"<article style='max-width:42em;line-height:1.6'><h3>{_escaped(article.headline or '(no headline)')}</h3>"
    ]
    parts.append(f"<p><small>{_escaped(article.source.name or '')} {article.published or ''}</small></p>")
    if article.text is None:
        parts.append("<p><em>The text of this article may not be shown here.</em></p>")
    for _, runs in paragraph_runs(article):
        parts.append("<p>" + "".join(_run_html(run) for run in runs) + "</p>")
    rows = "".join(
        f"<tr><td>{_escaped(row['id'])}</td><td>{_escaped(row['speaker'])}</td><td>{_escaped(row['organization'])}</td>"
        f"<td>{_escaped(row['day'])}</td><td>{_escaped(row['kind'])}</td></tr>"
        for row in quotation_rows(article)
    )
    if rows:
        parts.append(f"<table><tr><th></th><th>Speaker</th><th>For</th><th>Said</th><th>Kind</th></tr>{rows}</table>")
    return "".join(parts) + "</article>"


def _run_html(run: Run) -> str:
    if not run.marks:
        return _escaped(run.text)
    style = ";".join(dict.fromkeys(STYLE[mark.layer] for mark in run.marks))
    title = "; ".join(mark.title for mark in run.marks)
    return f'<span style="{style}" title="{_escaped(title)}">{_escaped(run.text)}</span>'


def _escaped(text: str) -> str:
    return html.escape(harmless(text))
