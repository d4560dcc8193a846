"""The text of a TEI document, with an element for each annotation."""

import datetime
import heapq
import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from ontherecord.export.settings import Settings
from ontherecord.export.spans import LabelledSpan, spans_of
from ontherecord.export.tei_header import XML_ID, PartyIds, child, new_root
from ontherecord.findings import ARTICLE_NOT_EXPORTED
from ontherecord.records import Article, Date, LayerName, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 32
"""Elements inside each other; XML readers refuse much deeper ones, and real annotations have a handful."""

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def text_element(article: Article, prefix: str, ids: PartyIds, settings: Settings) -> "_Element":
    """The element `text`; of an article without text it holds a `gap`, and that is told."""
    root = new_root("text")
    body = child(root, "body")
    if article.text is None:
        child(child(body, "p"), "gap", reason="rights")
        settings.on_finding(ARTICLE_NOT_EXPORTED.finding("only its header: it has no text", article=article.id))
        return root
    annotated = _Annotated(article, prefix, ids, settings)
    for paragraph in article.paragraphs:
        annotated.fill(child(body, "p", rend=None if paragraph.role == "body" else paragraph.role), paragraph)
    return root


class _Annotated:
    """An article whose paragraphs are written one after the other."""

    def __init__(self, article: Article, prefix: str, ids: PartyIds, settings: Settings) -> None:
        self._article = article
        self._text = article.text or ""
        self._prefix = prefix
        self._ids = ids
        self._settings = settings
        self._spans = spans_of(article)
        self._pieces: Counter[int] = Counter()
        self._quotations = {quotation.id: quotation for quotation in article.quotations}
        self._speakers = {speaker.id: speaker for speaker in article.speakers}
        self._dates = {date.id: date for date in article.dates}
        self._elements: dict[LayerName, Callable[[_Element, LabelledSpan], _Element]] = {
            "quotations": self._quotation,
            "speakers": self._speaker,
            "organizations": self._organization,
            "dates": self._date,
        }

    def fill(self, root: "_Element", paragraph: Paragraph) -> None:
        """Put the text of a paragraph into its element. A span that crosses the end of another is cut there."""
        position = paragraph.start
        opened = [(paragraph.end, root)]

        def write_to(end: int) -> None:
            nonlocal position
            _append(opened[-1][1], self._text[position:end])
            position = max(position, end)

        waiting = [
            (max(span.start, paragraph.start), -min(span.end, paragraph.end), number)
            for number, span in enumerate(self._spans)
            if span.start < span.end and span.start < paragraph.end and span.end > paragraph.start
        ]
        heapq.heapify(waiting)
        while waiting:
            start, negative_end, number = heapq.heappop(waiting)
            while opened[-1][0] <= start:
                write_to(opened[-1][0])
                opened.pop()
            write_to(start)
            if len(opened) > DEEPEST:
                reason = f"it lies in more than {DEEPEST} others"
                self._settings.on_finding(self._spans[number].left_out(self._article.id, reason))
                continue
            outer_end, outer = opened[-1]
            if outer_end < -negative_end:
                heapq.heappush(waiting, (outer_end, negative_end, number))
            opened.append((min(-negative_end, outer_end), self._element(outer, number)))
        while opened:
            write_to(opened[-1][0])
            opened.pop()

    def _element(self, outer: "_Element", number: int) -> "_Element":
        """The element of a span; a later piece of one that is cut leads to the piece before it by `@prev`."""
        span = self._spans[number]
        element = self._elements[span.layer](outer, span)
        name = f"{self._prefix}-m{number + 1}"
        piece = self._pieces[number]
        if piece:
            element.set("prev", f"#{name}" if piece == 1 else f"#{name}.{piece}")
        self._pieces[number] += 1
        element.set(XML_ID, f"{name}.{piece + 1}" if piece else name)
        return element

    def _quotation(self, outer: "_Element", span: LabelledSpan) -> "_Element":
        quotation = self._quotations[span.id]
        speaker = self._speakers.get(quotation.speaker_id or "")
        who = self._reference("speakers", quotation.speaker_id)
        shared = {"n": quotation.id, "ana": f"#{quotation.kind}"}
        if quotation.confidence is not None:
            shared["cert"] = f"{quotation.confidence:.4f}"
        if speaker is not None and speaker.kind == "document":
            return child(outer, "quote", source=who, **shared)
        direct = "true" if quotation.kind == "direct" else "false"
        behalf = self._reference("organizations", quotation.organization_id)
        return child(outer, "said", who=who, direct=direct, corresp=behalf, **shared)

    def _speaker(self, outer: "_Element", span: LabelledSpan) -> "_Element":
        reference = self._reference("speakers", span.id)
        kind = self._speakers[span.id].kind
        if span.label == "name" and kind in ("person", "organization"):
            return child(outer, "persName" if kind == "person" else "orgName", ref=reference)
        return child(outer, "rs", type=kind, subtype=span.label, ref=reference)

    def _organization(self, outer: "_Element", span: LabelledSpan) -> "_Element":
        return child(outer, "orgName", type=span.label, ref=self._reference("organizations", span.id))

    def _date(self, outer: "_Element", span: LabelledSpan) -> "_Element":
        date = self._dates[span.id]
        return child(outer, "date", n=date.id, type=date.type, **_datable(date))

    def _reference(self, name: str, identifier: str | None) -> str | None:
        found = self._ids.get((name, identifier or ""))
        return found and f"#{found}"


def _datable(date: Date) -> dict[str, str]:
    """`@when` where the value is a day, month or year of the calendar; else the bounds as far as they are known."""
    if date.type == "DATE" and date.mod is None and _is_calendar(date.value):
        return {"when": date.value}
    bounds = {"notBefore": date.earliest, "notAfter": date.latest}
    return {name: day.isoformat() for name, day in bounds.items() if day}


def _is_calendar(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - len("2024") :])
    except ValueError:
        return False
    return True


def _append(element: "_Element", text: str) -> None:
    """Text after all that an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
