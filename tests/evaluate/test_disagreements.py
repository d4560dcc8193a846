"""Every difference of two annotations is listed once, with its context."""

from msgspec.structs import replace

from ontherecord.evaluate.disagreements import disagreements, render_disagreements
from ontherecord.records import Article, Date, Organization, Quotation, Span, Speaker

TEXT = "“Wait,” Ines of Skarn\n\nFerries said on Monday. “Or swim,” Otto said."
WAIT = Quotation(id="q1", start=1, end=6, text="Wait,", kind="direct", speaker_id="s1", cue=Span.of(TEXT, 31, 35))
MONDAY = Date(id="d1", start=39, end=45, text="Monday", type="DATE", value="2024-03-11")
FERRIES = Organization(id="o1", name="Skarn", mentions=(Span.of(TEXT, 16, 21),))
ARTICLE = Article(
    id="a",
    text=TEXT,
    speakers=(Speaker(id="s1", name="Ines"), Speaker(id="s2", name="Otto")),
    organizations=(FERRIES,),
    dates=(MONDAY,),
    quotations=(WAIT,),
)


def listed(other: Article) -> list[tuple[str, str, str, str]]:
    return [(item.layer, item.about, item.first, item.second) for item in disagreements(ARTICLE, other)]


def test_equal_annotations_have_no_disagreements() -> None:
    assert disagreements(ARTICLE, ARTICLE) == []


def test_what_only_one_has_is_listed() -> None:
    swim = Quotation(id="q1", start=48, end=56, text=TEXT[48:56], kind="direct", speaker_id="s2")
    other = replace(ARTICLE, quotations=(swim,), dates=(), organizations=())
    assert listed(other) == [
        ("quotations", "span", "direct, Ines", "–"),
        ("organizations", "mention", "Skarn", "–"),
        ("dates", "span", "DATE 2024-03-11", "–"),
        ("quotations", "span", "–", "direct, Otto"),
    ]


def test_what_belongs_to_a_span_is_listed_part_by_part() -> None:
    other = replace(
        ARTICLE,
        quotations=(replace(WAIT, kind="mixed", speaker_id=None, cue=None),),
        dates=(replace(MONDAY, start=36, text="on Monday", mod="APPROX"),),
    )
    assert listed(other) == [
        ("quotations", "cue", "said", "–"),
        ("quotations", "kind", "direct", "mixed"),
        ("quotations", "speaker", "Ines", "nobody"),
        ("dates", "bounds", "Monday", "on Monday"),
        ("dates", "value", "DATE 2024-03-11", "DATE 2024-03-11 APPROX"),
    ]


def test_a_date_and_an_organization_that_only_one_links_are_listed() -> None:
    one = replace(ARTICLE, quotations=(replace(WAIT, date_id="d1", organization_id="o1"),))
    found = [(item.about, item.first, item.second) for item in disagreements(one, ARTICLE)]
    assert found == [("date", "Monday (2024-03-11)", "–"), ("on-behalf-of", "Skarn", "–")]
    assert disagreements(one, one) == []


def test_links_to_other_dates_and_organizations_are_listed_and_to_the_same_under_other_ids_not() -> None:
    harbour = Organization(id="o2", name="Harbour", mentions=(Span.of(TEXT, 23, 30),))
    tuesday = Date(id="d2", start=36, end=38, text="on", type="DATE", value="2024-03-12")
    whole = replace(ARTICLE, organizations=(FERRIES, harbour), dates=(tuesday, MONDAY))
    one = replace(whole, quotations=(replace(WAIT, date_id="d1", organization_id="o1"),))
    other = replace(whole, quotations=(replace(WAIT, date_id="d2", organization_id="o2"),))
    found = [(item.about, item.first, item.second) for item in disagreements(one, other)]
    assert found == [
        ("date", "Monday (2024-03-11)", "on (2024-03-12)"),
        ("on-behalf-of", "Skarn", "Harbour"),
    ]
    renamed = replace(
        one,
        organizations=(replace(FERRIES, id="o7"), harbour),
        dates=(tuesday, replace(MONDAY, id="d7")),
        quotations=(replace(WAIT, date_id="d7", organization_id="o7"),),
    )
    assert disagreements(one, renamed) == []


def test_groups_are_listed_at_each_quotation_with_those_before_it_whatever_the_names() -> None:
    places = [(1, 6), (48, 50), (51, 55)]

    def grouped(*groups: str | None) -> Article:
        quotations = [
            Quotation(id=f"q{start}", start=start, end=end, text=TEXT[start:end], kind="direct", group=group)
            for (start, end), group in zip(places, groups, strict=True)
        ]
        return replace(ARTICLE, quotations=tuple(quotations))

    assert disagreements(grouped("g1", "g1", None), grouped("g5", "g5", "g6")) == []
    found = disagreements(grouped("g1", "g1", "g1"), grouped(None, "g2", "g2"))
    assert [(item.start, item.about, item.first, item.second) for item in found] == [
        (48, "group", "with [Wait,]", "–"),
        (51, "group", "with [Wait,] [Or]", "with [Or]"),
    ]


def test_bounds_of_a_mention_are_shown_in_their_context_on_one_line() -> None:
    longer = replace(FERRIES, mentions=(Span.of(TEXT, 16, 30),))
    (item,) = disagreements(ARTICLE, replace(ARTICLE, organizations=(longer,)))
    assert (item.about, item.first, item.second) == ("bounds", "Skarn", "Skarn Ferries")
    assert item.context == "…“Wait,” Ines of [Skarn] Ferries said on Monday. “Or swim,” Otto said.…"


def test_the_list_has_a_heading_for_each_article() -> None:
    items = [
        *disagreements(ARTICLE, replace(ARTICLE, dates=())),
        *disagreements(replace(ARTICLE, id="b"), replace(ARTICLE, id="b", dates=())),
    ]
    lines = "\n".join(render_disagreements(items)).splitlines()
    assert [line for line in lines if line.startswith("#")] == ["### a", "### b"]
    assert "- dates, span: …“Wait,” Ines of Skarn Ferries said on [Monday]. “Or swim,” Otto said.…" in lines
    assert "  - first: DATE 2024-03-11" in lines
