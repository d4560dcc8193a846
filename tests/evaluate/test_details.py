"""Details that no measure has, but that a person must settle."""

from msgspec.structs import replace

from ontherecord.evaluate.details import differing_details
from ontherecord.records import Article, Organization, Quotation, Span, Speaker, SpeakerMention

TEXT = "“Wait,” she said. Ines of Skarn Ferries waited."
INES = Speaker(
    id="s1",
    name="Ines",
    role="captain",
    mentions=(SpeakerMention(8, 11, "she", "pronoun"), SpeakerMention(18, 22, "Ines")),
)
OTTO = Speaker(id="s2", name="Otto")
FERRIES = Organization(id="o1", name="Skarn Ferries", kind="company", mentions=(Span.of(TEXT, 26, 39),))
WAIT = Quotation(id="q1", start=1, end=6, text="Wait,", kind="direct", speaker_id="s1", phenomena=("pronoun-speaker",))
ARTICLE = Article(id="a", text=TEXT, speakers=(INES, OTTO), organizations=(FERRIES,), quotations=(WAIT,))


def told(other: Article) -> list[tuple[str, str, str, str]]:
    return [(item.layer, item.about, item.first, item.second) for item in differing_details(ARTICLE, other)]


def test_equal_annotations_differ_in_no_detail() -> None:
    assert told(ARTICLE) == []


def test_the_order_of_labels_does_not_matter_but_each_label_does() -> None:
    labelled = replace(ARTICLE, quotations=(replace(WAIT, phenomena=("a", "b")),))
    assert differing_details(labelled, replace(ARTICLE, quotations=(replace(WAIT, phenomena=("b", "a")),))) == []
    assert told(labelled) == [("quotations", "labels", "pronoun-speaker", "a b")]
    assert told(replace(ARTICLE, quotations=(replace(WAIT, phenomena=()),))) == [
        ("quotations", "labels", "pronoun-speaker", "–")
    ]


def test_a_mention_that_means_another_party_or_has_another_form_is_told() -> None:
    she, name = INES.mentions
    other = replace(INES, mentions=(name,)), replace(OTTO, mentions=(replace(she, form="nominal"),))
    assert told(replace(ARTICLE, speakers=other)) == [
        ("speakers", "form", "pronoun", "nominal"),
        ("speakers", "party", "Ines", "Otto"),
    ]


def test_what_is_told_of_a_party_is_compared_whatever_its_id() -> None:
    speakers = replace(OTTO, id="s1"), replace(INES, id="s2", role=None)
    other = replace(ARTICLE, speakers=speakers, organizations=(replace(FERRIES, id="o2", kind="union"),))
    assert told(other) == [
        ("speakers", "role of Ines", "captain", "–"),
        ("organizations", "kind of Skarn Ferries", "company", "union"),
    ]
