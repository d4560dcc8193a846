"""Templates to files."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ontherecord.errors import MissingExtraError
from ontherecord.show import harmless
from ontherecord.site.calendar import WEEKDAYS
from ontherecord.site.facts import LISTED, Listing
from ontherecord.site.slugs import page_path


class Part(msgspec.Struct, frozen=True):
    """One page of a list that one page has no room for: its number from 1, of how many, the pages beside it."""

    page: str
    number: int
    of: int
    previous: str | None
    next: str | None


def in_parts(first: str, what: str, listings: Iterable[Listing]) -> Iterator[tuple[Part, Listing]]:
    """Each part of a list of `what` with its page: `first`, and then `first` with a number."""
    stem = first.removesuffix(".html")

    def page(number: int) -> str:
        return first if number == 1 else f"{stem}.{what}.{number}.html"

    for number, listing in enumerate(listings, start=1):
        of = -(-listing.whole // LISTED)
        previous, following = number > 1 and page(number - 1), number < of and page(number + 1)
        yield Part(page(number), number, of, previous or None, following or None), listing


class Render(Protocol):
    """What writes a page."""

    def __call__(self, page: str, template: str, **values: Any) -> None:
        """Write a page, a path inside the site, from a template and its values."""


def renderer(folder: Path, title: str, report_url: str | None) -> Render:
    """What writes the pages of a site into a folder.

    Raises:
        MissingExtraError: the extra `site` is not installed.
    """
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError("pages need jinja2: pip install 'ontherecord[site]'") from error
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = _plain
    environment.globals.update(site_title=title, report_url=report_url, page_path=page_path, weekdays=WEEKDAYS)

    def render(page: str, template: str, **values: Any) -> None:
        path = folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(template).render(root="../" * page.count("/"), page=page, **values)
        path.write_text(text, encoding="utf-8", errors="replace")

    return render


def _plain(text: str) -> str:
    """The text of a page: line ends stay, what turns the direction of writing does not."""
    return "\n".join(harmless(line) for line in text.split("\n"))
