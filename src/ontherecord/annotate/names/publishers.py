"""The publisher of an article as an organization that the article names: "told the Advertiser"."""

from spacy.tokens import Doc

from ontherecord.annotate.names.capitalised_runs import is_name_part
from ontherecord.annotate.names.spans import ORGANIZATION, NameSpan, occurrences, overlaid

_BEFORE_SHORT_FORM = frozenset({"the", "/"})


def full_form(publisher: str) -> str:
    """A publisher's name without a leading article."""
    return publisher.removeprefix("The ").strip()


def short_form(publisher: str) -> str | None:
    """The last word of a publisher's name of several words, which follows "the" where it stands for it."""
    words = full_form(publisher).split()
    return words[-1] if len(words) > 1 and words[-1][0].isupper() else None


def is_publisher(form: str, publisher: str | None) -> bool:
    """Whether a form names the publisher."""
    return publisher is not None and form in {full_form(publisher), short_form(publisher)}


def publisher_names(doc: Doc, publisher: str | None) -> list[NameSpan]:
    """Where an article names its publisher, in full or by the last word ("the Ledger", "Photo: Ana Reyes/Ledger")."""
    if not publisher:
        return []
    full = occurrences(doc, [full_form(publisher)], ORGANIZATION)
    short = short_form(publisher)
    return overlaid(
        [name for name in occurrences(doc, [short] if short else [], ORGANIZATION) if _is_alone(doc, name)], full
    )


def _is_alone(doc: Doc, name: NameSpan) -> bool:
    before = doc[name.start - 1].lower_ if name.start else ""
    return before in _BEFORE_SHORT_FORM and not (name.end < len(doc) and is_name_part(doc[name.end]))
