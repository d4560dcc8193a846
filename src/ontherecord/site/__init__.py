"""A release as a static site: pages written here, data as classic scripts, so that all works from the disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from ontherecord.errors import SourceError
from ontherecord.files import atomic_folder, working_folder
from ontherecord.jsonl import read_articles
from ontherecord.publish.projection import publishable
from ontherecord.records import Article
from ontherecord.release import read_release_articles
from ontherecord.site import pages
from ontherecord.site.calendar_pages import write_calendars
from ontherecord.site.rendering import renderer
from ontherecord.site.shards import write_shards
from ontherecord.site.store import add_article, finish, open_store

ASSETS = Path(__file__).parent / "assets"


def write_site(release: Path, out: Path, *, title: str = "On the Record", report_url: str | None = None) -> int:
    """Write the pages of a release, or of a JSONL file; returns how many articles they show.

    What may not be distributed shows no text, and what is withheld is nowhere.

    Raises:
        SourceError: the release cannot be read, or holds no article.
        OutputError: the folder cannot be written.
        MissingExtraError: the extra `site` is not installed.
    """
    with atomic_folder(out) as folder, working_folder(out) as work:
        render = renderer(folder, title, report_url)
        store = open_store(work / "site.sqlite")
        try:
            count = 0
            for count, article in enumerate(_shown(release), start=1):
                add_article(store, count, article)
                pages.write_article(article, folder, render)
            if not count:
                raise SourceError(f"{release} has no article to show")
            finish(store)
            pages.write_overviews(store, render)
            write_calendars(store, render)
            pages.write_speakers(store, render)
            pages.write_organizations(store, render)
            write_shards(store, folder / "data")
        finally:
            store.close()
        shutil.copytree(ASSETS, folder / "assets")
    return count


def _shown(release: Path) -> Iterator[Article]:
    articles = read_release_articles(release) if release.is_dir() else read_articles(release)
    for article in articles:
        if (shown := publishable(article)) is not None:
            yield shown
