"""What a run leaves as it is: layers that a person has reviewed, and articles that it cannot annotate."""

from ontherecord.findings import NO_TEXT, NOT_ENGLISH, Finding
from ontherecord.records import Article, LayerName

REFERS_TO: dict[LayerName, tuple[LayerName, ...]] = {
    "quotations": ("speakers", "organizations", "dates"),
    "speakers": ("quotations", "organizations"),
    "organizations": (),
    "dates": (),
}
"""Layers whose ids a layer uses: they are kept with it, for a new run would number them anew."""


def locked_layers(article: Article) -> frozenset[LayerName]:
    """The layers that a new run leaves alone: those that a person has reviewed, and those they refer to."""
    present = {layer.name for layer in article.layers}
    reviewed = {layer.name for layer in article.layers if layer.reviewed}
    referred = {name for layer in reviewed for name in REFERS_TO[layer]}
    return frozenset(reviewed | (referred & present))


def keeps_organizations(article: Article) -> bool:
    """Whether the organizations of an article stay as they are."""
    return "organizations" in locked_layers(article) or obstacle(article) is not None


def obstacle(article: Article) -> Finding | None:
    """Why an article cannot be annotated; None where it can."""
    if not article.text:
        return NO_TEXT.finding("the article has no text to annotate", article=article.id)
    if article.language.split("-")[0] != "en":
        return NOT_ENGLISH.finding(f"the language is {article.language!r}", article=article.id)
    return None
