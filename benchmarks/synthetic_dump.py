"""A dump of an invented wiki of news, made by rule: pages of wikitext with templates, links, lists and footnotes."""

import datetime
import random
from collections.abc import Iterator
from xml.sax.saxutils import escape

HEADER = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Benchmark News</sitename>
    <dbname>benchmarknews</dbname>
    <base>https://news.example/wiki/Main_Page</base>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="1" case="first-letter">Talk</namespace>
    </namespaces>
  </siteinfo>
"""
FIRST_DAY = datetime.date(2020, 1, 1)
NAMES = ("Ada Abel", "Bruno Brandt", "Céline Castel", "Dagny Dunmore", "Emil Eriksen", "Farah Falk", "Goran Grove")
TOWNS = ("Arnholm", "Belmar", "Corvin", "Dalby", "Elsmere", "Fanø", "Garrick")
WORDS = (
    "harbour timetable passengers island winter repair budget council ferry season landing weather pier crew engine "
    "fares village evening market school road bridge storm traffic petition schedule contract summer vessel delay "
    "morning company route inspection report meeting record tourists fuel licence tender line dock tide cargo radio"
).split()
REDIRECT_EVERY, TALK_EVERY, DRAFT_EVERY = 20, 15, 50


def synthetic_dump(pages: int) -> Iterator[str]:
    """The text of a dump of so many pages, piece by piece; always the same for the same number."""
    yield HEADER
    for number in range(1, pages + 1):
        yield _page(number)
    yield "</mediawiki>\n"


def _page(number: int) -> str:
    draw = random.Random(number)
    title = f"{draw.choice(TOWNS)} {draw.choice(WORDS)} {draw.choice(WORDS)} {number}"
    if number % REDIRECT_EVERY == 0:
        return _xml(number, 0, title, "#REDIRECT [[Elsewhere]]", '\n    <redirect title="Elsewhere" />')
    if number % TALK_EVERY == 0:
        return _xml(number, 1, f"Talk:{title}", "A remark about this page.")
    return _xml(number, 0, title, _article(draw, number))


def _article(draw: random.Random, number: int) -> str:
    day = FIRST_DAY + datetime.timedelta(days=number % 2000)
    town, name = draw.choice(TOWNS), draw.choice(NAMES)
    date = f"{day:%B} {day.day}, {day.year}"
    state = "develop" if number % DRAFT_EVERY == 0 else "publish"
    paragraphs = "\n\n".join(_paragraph(draw) for _ in range(draw.randint(4, 9)))
    items = "\n".join(f"* {_sentence(draw)}" for _ in range(3))
    return f"""{{{{date|{date}}}}}
{{{{byline|date={date}|location=[[w:{town}|{town}]]}}}}
[[File:Picture {number}.jpg|thumb|right|200px|The {draw.choice(WORDS)} of [[{town}]]. {{{{image source|{name}}}}}]]
{paragraphs}

"{_sentence(draw)}" said {{{{w|{name}}}}}, who leads the council of {town}.<ref>Minutes, page {number}.</ref>

== Reaction ==
{items}

{{| class="wikitable"
! {draw.choice(WORDS)} !! {draw.choice(WORDS)}
|-
| {draw.randint(1, 99)} || {draw.randint(1, 99)}
|}}

== Sources ==
* {{{{source|url=https://news.example/{number}|title={_sentence(draw)}|author={name}|pub={town} Post|date={date}}}}}
{{{{{state}}}}}
[[Category:{town}]]"""


def _paragraph(draw: random.Random) -> str:
    town = draw.choice(TOWNS)
    linked = f"The [[w:{town}|{town}]] {draw.choice(WORDS)} &ndash; '''{draw.choice(WORDS)}''' {draw.choice(WORDS)}."
    return " ".join([linked, *(_sentence(draw) for _ in range(draw.randint(1, 4)))])


def _sentence(draw: random.Random) -> str:
    words = draw.choices(WORDS, k=draw.randint(8, 20))
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def _xml(number: int, namespace: int, title: str, text: str, redirect: str = "") -> str:
    return f"""  <page>
    <title>{escape(title)}</title>
    <ns>{namespace}</ns>
    <id>{number}</id>{redirect}
    <revision>
      <id>{number}</id>
      <timestamp>2026-01-01T00:00:00Z</timestamp>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{len(text.encode())}" xml:space="preserve">{escape(text)}</text>
    </revision>
  </page>
"""
