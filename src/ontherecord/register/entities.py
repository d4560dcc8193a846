"""The rows of the register, and the evidence on which they are merged."""

from typing import Literal

import msgspec

from ontherecord.records import OrganizationKind, SpeakerKind

Evidence = Literal[
    "wikidata",
    "full-name-and-kind",
    "full-name-kind-and-country",
    "full-name",
    "acronym-defined",
    "same-world",
    "affiliation",
    "role",
    "organization",
]
"""Why rows of several articles are one entity.

- `wikidata`: the articles give them the same Wikidata id.
- `full-name-and-kind`: same full name, same kind, and no two countries.
- `full-name-kind-and-country`: the same for bodies that each country has (a ministry, a court, a party).
- `full-name`: same full name of several words, where an article does not tell the kind and nothing speaks against it.
- `acronym-defined`: one article gives the acronym to the full name, and no other article gives it to another one.
- `same-world`: same full name in invented articles of one publisher.
- `affiliation`: same full name of a person, same organization or country.
- `role`: same full name of a person, same role, and no two affiliations.
- `organization`: speakers that are the same organization of the register.
"""


class RegisteredOrganization(msgspec.Struct, frozen=True):
    """One organization of the corpus.

    Attributes:
        id: stable while the evidence stays the same: `org-` and its Wikidata id or a hash.
        name: its fullest name in any article.
        aliases: its other names and forms.
        kind: what sort of organization it is, where an article tells.
        country: ISO 3166-1 alpha-2 code.
        wikidata: its Wikidata id.
        evidence: on what rows of several articles were merged; empty where there was nothing to merge.
        articles: ids of the articles that name it.
        mentions: how often they name it.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: OrganizationKind | None
    country: str | None
    wikidata: str | None
    evidence: tuple[Evidence, ...]
    articles: tuple[str, ...]
    mentions: int


class RegisteredSpeaker(msgspec.Struct, frozen=True):
    """One speaker of the corpus.

    Attributes:
        id: stable while the evidence stays the same: `speaker-` and a Wikidata id or a hash.
        name: the name; None where the record of a standoff article withholds a description.
        kind: person, organization, group, document or unnamed; the last two are never merged.
        roles: titles and occupations that articles give.
        affiliations: organizations and countries that articles name.
        organization: id in the register of organizations: of the speaker itself, or of whom a person speaks for.
        wikidata: Wikidata id.
        evidence: on what rows of several articles were merged; empty where there was nothing to merge.
        articles: ids of the articles that quote the speaker.
        quotations: how many quotations they have.
    """

    id: str
    name: str | None
    kind: SpeakerKind
    roles: tuple[str, ...]
    affiliations: tuple[str, ...]
    organization: str | None
    wikidata: str | None
    evidence: tuple[Evidence, ...]
    articles: tuple[str, ...]
    quotations: int
