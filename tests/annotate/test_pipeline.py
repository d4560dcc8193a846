"""What a new run makes, and what it leaves alone."""

import datetime

from msgspec.structs import replace

from ontherecord.annotate.pipeline import annotate
from ontherecord.findings import Finding
from ontherecord.records import LAYER_NAMES, Article, LayerName

ARTICLE = Article(id="a", text="“No,” said Ines Marlow on Monday.", published=datetime.date(2024, 5, 2))


def test_a_mark_that_is_never_closed_is_told_and_the_quotation_ends_with_its_paragraph() -> None:
    text = "Ines Marlow said: “The line stays.\n\nShe left for the harbour."
    finding, article = annotate([replace(ARTICLE, text=text)])
    assert isinstance(finding, Finding)
    assert finding.code == "OTR604-unclosed-quotation-mark"
    assert isinstance(article, Article)
    assert [quotation.text for quotation in article.quotations] == ["The line stays."]


def test_a_quotation_over_two_paragraphs_has_one_closing_mark() -> None:
    text = "Ines Marlow said: “The line stays.\n\n“It stays for good.”"
    assert [item for item in annotate([replace(ARTICLE, text=text)]) if isinstance(item, Finding)] == []


def annotated(article: Article) -> Article:
    (found,) = annotate([article])
    assert isinstance(found, Article)
    return found


def reviewed(article: Article, *names: LayerName) -> Article:
    """The article as if a person had reviewed some layers, and nothing else had been annotated."""
    return replace(
        article, layers=tuple(replace(layer, reviewed=True) for layer in article.layers if layer.name in names)
    )


def test_every_layer_is_told_to_be_made() -> None:
    assert [layer.name for layer in annotated(ARTICLE).layers] == list(LAYER_NAMES)


def test_a_reviewed_layer_is_kept_word_for_word() -> None:
    article = annotated(ARTICLE)
    mended = replace(article, dates=(replace(article.dates[0], value="2024-05-06"),))
    again = annotated(reviewed(mended, "dates"))
    assert again.dates == mended.dates
    assert again.quotations == article.quotations


def test_quotations_are_not_told_to_be_made_where_only_their_speakers_were_reviewed() -> None:
    article = replace(annotated(ARTICLE), quotations=())
    again = annotated(reviewed(article, "speakers"))
    assert again.speakers == article.speakers
    assert "quotations" not in {layer.name for layer in again.layers}
