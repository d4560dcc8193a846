"""The header of a TEI document: where the article is from, what may be done with it, and its parties."""

from typing import TYPE_CHECKING

from ontherecord.records import Article, Organization, Speaker
from ontherecord.version import VERSION

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

KINDS = {
    "direct": "In the speaker's words, in quotation marks.",
    "indirect": "In the words of the article.",
    "mixed": "In the words of the article, with words of the speaker in quotation marks.",
}
"""The kinds of quotations, each a category to which `@ana` leads."""

PartyIds = dict[tuple[str, str], str]
"""The `xml:id` of a party by its list (`speakers`, `organizations`) and its id inside the article."""


def party_ids(article: Article, prefix: str) -> PartyIds:
    """An `xml:id` for each party: made of numbers, since an id of a record need not be a name in XML."""
    return {
        (name, party.id): f"{prefix}-{name[0]}{number}"
        for name in ("speakers", "organizations")
        for number, party in enumerate(getattr(article, name), start=1)
    }


def new_root(name: str) -> "_Element":
    """An element in no other; TEI is its namespace without a prefix."""
    from lxml import etree

    return etree.Element(TEI + name, nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs know no None


def child(parent: "_Element", name: str, text: str | None = None, **attributes: str | None) -> "_Element":
    """A new element at the end of another; attributes that are None are not there."""
    from lxml import etree

    element = etree.SubElement(parent, TEI + name, {key: value for key, value in attributes.items() if value})
    element.text = text
    return element


def corpus_header(split: str) -> "_Element":
    """The header of a split, with the kinds of quotations."""
    root, file = _header_and_file(f"Split {split}")
    child(child(file, "publicationStmt"), "p", f"Exported by ontherecord {VERSION}.")
    child(child(file, "sourceDesc"), "p", "News articles; each has its own header.")
    taxonomy = child(child(child(root, "encodingDesc"), "classDecl"), "taxonomy")
    for kind, meaning in KINDS.items():
        category = child(taxonomy, "category")
        category.set(XML_ID, kind)
        child(category, "catDesc", meaning)
    return root


def header(article: Article, ids: PartyIds) -> "_Element":
    """The header of an article; documents that it quotes stand among its sources."""
    root, file = _header_and_file(article.headline or article.id)
    for byline in article.bylines:
        child(file[0], "author", byline)
    publication = child(file, "publicationStmt")
    child(publication, "authority", article.source.name or "unknown")
    child(publication, "idno", article.id, type="article")
    license_ = child(child(publication, "availability"), "licence", article.rights.text_license or "unknown")
    license_.tail = article.rights.attribution
    sources = child(file, "sourceDesc")
    bibl = child(sources, "bibl")
    child(bibl, "publisher", article.source.name or "unknown")
    if article.published:
        child(bibl, "date", article.published.isoformat(), when=article.published.isoformat())
    if article.source.url:
        child(bibl, "idno", article.source.url, type="URL")
    documents = [speaker for speaker in article.speakers if speaker.kind == "document"]
    for speaker in documents:
        document = child(sources, "bibl", n=speaker.id)
        document.set(XML_ID, ids["speakers", speaker.id])
        child(document, "title", speaker.name or "unknown")
    profile = child(root, "profileDesc")
    child(child(profile, "langUsage"), "language", article.language, ident=article.language)
    people = [speaker for speaker in article.speakers if speaker.kind in ("person", "unnamed")]
    others = [speaker for speaker in article.speakers if speaker.kind in ("organization", "group")]
    if people or others or article.organizations:
        parties = child(profile, "particDesc")
        if people:
            _people(child(parties, "listPerson"), people, ids)
        if others or article.organizations:
            listed = child(parties, "listOrg")
            for speaker in others:
                _organization(listed, speaker, ids["speakers", speaker.id])
            for organization in article.organizations:
                _organization(listed, organization, ids["organizations", organization.id])
    return root


def _header_and_file(title: str) -> tuple["_Element", "_Element"]:
    root = new_root("teiHeader")
    file = child(root, "fileDesc")
    child(child(file, "titleStmt"), "title", title)
    return root, file


def _people(listed: "_Element", speakers: list[Speaker], ids: PartyIds) -> None:
    for speaker in speakers:
        person = child(listed, "person", n=speaker.id)
        person.set(XML_ID, ids["speakers", speaker.id])
        if speaker.name:
            child(person, "persName", speaker.name)
        if speaker.role:
            child(person, "occupation", speaker.role)
        if speaker.affiliation:
            organization = ids.get(("organizations", speaker.organization_id or ""))
            child(person, "affiliation", speaker.affiliation, ref=organization and f"#{organization}")
        if speaker.wikidata:
            child(person, "idno", speaker.wikidata, type="wikidata")


def _organization(listed: "_Element", party: Speaker | Organization, identifier: str) -> None:
    organization = child(listed, "org", n=party.id)
    organization.set(XML_ID, identifier)
    child(organization, "orgName", party.name or "unknown")
    if party.wikidata:
        child(organization, "idno", party.wikidata, type="wikidata")
