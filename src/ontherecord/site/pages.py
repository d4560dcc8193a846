"""The pages of the site: which template, and what it is told."""

import sqlite3
from pathlib import Path

import msgspec

from ontherecord.highlights import paragraph_runs
from ontherecord.records import Article
from ontherecord.show import quotation_rows
from ontherecord.site import facts
from ontherecord.site.rendering import Render, in_parts
from ontherecord.site.slugs import page_path
from ontherecord.site.store import organization_key, speaker_key
from ontherecord.site.timeline import timeline

NEWEST = 24
"""Articles on the first page."""


def write_article(article: Article, folder: Path, render: Render) -> None:
    """Write the page and the record of one article."""
    page = page_path("articles", article.id)
    raw = page.removesuffix(".html") + ".json"
    render(
        page,
        "article.html",
        article=article,
        paragraphs=paragraph_runs(article),
        raw=raw,
        said=list(quotation_rows(article)),
        speaker_keys={item.id: speaker_key(item) for item in article.speakers},
        organization_keys={item.id: organization_key(item.name, item.wikidata) for item in article.organizations},
    )
    (folder / raw).write_bytes(msgspec.json.format(msgspec.json.encode(article)))


def write_overviews(store: sqlite3.Connection, render: Render) -> None:
    """Write the pages about the corpus as a whole."""
    totals = facts.totals(store)
    published = timeline(store, "published", "article WHERE true")
    outlets = facts.counts(store, "outlet", "article", most=facts.CHOSEN)
    render(
        "index.html",
        "overview.html",
        totals=totals,
        published=published,
        charts=[
            ("By outlet", "outlets", facts.counts(store, "outlet", "article")),
            ("Kinds of quotation", "kinds", facts.counts(store, "kind", "quotation")),
            ("Licences", "licences", facts.counts(store, "licence", "article")),
            ("Languages", "languages", facts.counts(store, "language", "article")),
        ],
        newest=facts.articles_by_date(store, NEWEST),
    )
    render("quoted.html", "quoted.html", quoted=facts.most_quoted(store), totals=totals)
    render("search.html", "search.html", outlets=outlets, totals=totals)


def write_speakers(store: sqlite3.Connection, render: Render) -> None:
    """Write the pages of each named speaker."""
    one = f"{facts.SAID} WHERE q.speaker_key = ?"
    for key in facts.keys(store, "quotation", "speaker_key"):
        page = page_path("speakers", key)
        said = in_parts(page, "quotations", facts.quotations_of(store, "speaker_key", key))
        part, first = next(said)
        name = first.rows[0]["speaker"]
        render(
            page,
            "speaker.html",
            own=key,
            said=first,
            part=part,
            roles=facts.roles_of(store, key),
            outlets=facts.counts(store, "a.outlet", one, key),
            published=timeline(store, "a.published", one, key),
        )
        for part, listing in said:
            render(part.page, "more.html", home=page, name=name, own=key, said=listing, part=part)


def write_organizations(store: sqlite3.Connection, render: Render) -> None:
    """Write the pages of each organization."""
    for key in facts.keys(store, "organization", "key"):
        page = page_path("organizations", key)
        said = in_parts(page, "quotations", facts.quotations_of(store, "organization_key", key))
        named = in_parts(page, "articles", facts.articles_naming(store, key))
        organization = facts.organization_of(store, key)
        render(
            page,
            "organization.html",
            own=key,
            organization=organization,
            said=next(said, None),
            spokespeople=facts.spokespeople_of(store, key),
            beside=facts.named_beside(store, key),
            named=next(named),
        )
        for part, listing in said:
            render(part.page, "more.html", home=page, name=organization["name"], own=key, said=listing, part=part)
        for part, listing in named:
            render(part.page, "more.html", home=page, name=organization["name"], named=listing, part=part)
