"""The calendar as pages: all years with their months, each year with its days, each day with what stands there."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from ontherecord.site import facts
from ontherecord.site.calendar import LONGER, UNDATED, Calendar, place_name, ranges
from ontherecord.site.rendering import Render, in_parts


class Basis(msgspec.Struct, frozen=True):
    """By what the calendar goes.

    Attributes:
        name: the word for it, which is the folder of its pages too.
        label: what the switch between the two says.
        what: what is counted.
        table: where the store keeps it.
        listed: what stands at a place, list by list.
        home: the page of all years.
    """

    name: str
    label: str
    what: str
    table: str
    listed: Callable[[sqlite3.Connection, str], Iterator[facts.Listing]]
    home: str

    def year_page(self, year: str) -> str:
        """The page of a year."""
        return f"dates/{self.name}/{year}.html"

    def list_page(self, place: str) -> str:
        """The first page of what stands at a place."""
        return (
            f"dates/{self.name}/{place}.html"
            if place in (UNDATED, LONGER)
            else f"dates/{self.name}/{place[:4]}/{place}.html"
        )


PUBLISHED = Basis("published", "By day of publication", "article", "article", facts.articles_at, "dates.html")
RESOLVED = Basis("resolved", "By day spoken of", "date", "day", facts.dates_at, "dates/resolved.html")
BASES = (PUBLISHED, RESOLVED)


def write_calendars(store: sqlite3.Connection, render: Render) -> None:
    """Write the calendar by publication and the calendar by the days that the texts speak of."""
    calendars = {basis.name: Calendar(facts.places(store, basis.table)) for basis in BASES}
    without_place = facts.without_place(store)
    known = {
        "bases": BASES,
        "known_years": {name: frozenset(shown.years) for name, shown in calendars.items()},
        "known_places": {name: shown.counts.keys() for name, shown in calendars.items()},
    }
    for basis in BASES:
        common = {"basis": basis, "without_place": without_place, **known}
        _write_years(calendars[basis.name], basis, render, common)
        _write_places(store, calendars[basis.name], basis, render, common)


def _write_years(shown: Calendar, basis: Basis, render: Render, common: dict[str, Any]) -> None:
    years, bounds = shown.grid()
    loose = [
        (place_name(place), basis.list_page(place), shown.counts[place])
        for place in (UNDATED, LONGER)
        if place in shown.counts
    ]
    render(basis.home, "dates.html", years=years, levels=tuple(ranges(bounds)), loose=loose, **common)
    for earlier, year, later in _neighbours([year.place for year in years]):
        months, bounds = shown.months(year)
        values = {"months": months, "levels": tuple(ranges(bounds)), "beside": (earlier, later), **common}
        render(basis.year_page(year), "year.html", year=year, whole=shown.counts.get(year, 0), **values)


def _write_places(
    store: sqlite3.Connection, shown: Calendar, basis: Basis, render: Render, common: dict[str, Any]
) -> None:
    for earlier, place, later in _neighbours(list(shown.counts)):
        beside = [(place_name(other), basis.list_page(other)) if other else None for other in (earlier, later)]
        values = {"place": place, "name": place_name(place), "beside": beside, **common}
        for part, listing in in_parts(basis.list_page(place), f"{basis.what}s", basis.listed(store, place)):
            render(part.page, "day.html", listing=listing, part=part, **values)


def _neighbours(places: list[str]) -> Iterator[tuple[str | None, str, str | None]]:
    """Each place between the one before and the one after it."""
    return zip((None, *places), places, (*places[1:], None), strict=False)
