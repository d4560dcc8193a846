"""Articles that several tests share."""

import datetime

import msgspec
from hypothesis import strategies as st

from ontherecord.gold import article_alone, parse_gold
from ontherecord.records import Article, Date, Layer, Organization, Quotation, Span, Speaker, SpeakerMention, complete

GOLD = """\
annotator: A
reviewed: 2026-01-30
s1 person | Ines Marlow | role: harbour master | organization: o1
s2 unnamed | a firefighter
o1 government | Harbour Trust | country: GB
---
😀 “{q1 direct s1 group=g1 on=d1 broken|It came up fast,}” {cue q1 q2|said} {s1 source q1 q2|Ines Marlow} of the \
{o1|Harbour Trust} on {d1 DATE 2024-03-11 anchor=published|Monday}. “{q2 direct s1 group=g1 broken|And late.}”

{s1 pronoun source q3|She} {cue q3|warned} that {q3 indirect s1|{d2 DATE 2025 anchor=published|next year} \
would be worse}.

“{q4 direct s2 for=- floating unnamed-speaker|Run!}”
"""


def harbour() -> Article:
    """An article with every kind of annotation, an emoji before all of them, confidence and rules."""
    parsed, findings = parse_gold(GOLD, "harbour.txt")
    assert parsed is not None
    assert not findings
    article = article_alone("harbour", parsed.gold)
    quotations = tuple(
        msgspec.structs.replace(quotation, confidence=0.5, rule="cue-after+name") for quotation in article.quotations
    )
    return msgspec.structs.replace(article, quotations=quotations, published=datetime.date(2024, 3, 12))


_text = st.text(st.sampled_from("ab😀é“” \r\n\u2028\t&<\\{|"), min_size=1, max_size=40)
_names = st.text(st.sampled_from("abZ|é \\:"), min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles whose spans may lie anywhere, cross each other and run over lines."""
    text = draw(_text)
    solid = [place for place, character in enumerate(text) if character not in "\r\n"]
    if not solid:
        text, solid = f"a{text}", [0]

    def span() -> Span:
        one, other = draw(st.sampled_from(solid)), draw(st.sampled_from(solid))
        return Span.of(text, min(one, other), max(one, other) + 1)

    organizations = tuple(
        Organization(f"o{number}", draw(_names), mentions=tuple(span() for _ in range(draw(st.integers(0, 2)))))
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    speakers = tuple(
        Speaker(
            f"s{number}",
            draw(st.one_of(st.none(), _names)),
            draw(st.sampled_from(("person", "unnamed"))),
            role=draw(st.one_of(st.none(), _names)),
            mentions=tuple(
                SpeakerMention(**msgspec.structs.asdict(span()), form=draw(st.sampled_from(("name", "pronoun"))))
                for _ in range(draw(st.integers(0, 2)))
            ),
        )
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    dates = tuple(
        Date(
            id=f"d{number}",
            **msgspec.structs.asdict(span()),
            type="DATE",
            value="2024-03",
            mod=draw(st.sampled_from((None, "END"))),
            anchor=draw(st.sampled_from((None, "published"))),
            earliest=draw(st.sampled_from((None, datetime.date(2024, 3, 1)))),
        )
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    quotations = tuple(
        Quotation(
            id=f"q{number}",
            **msgspec.structs.asdict(span()),
            kind=draw(st.sampled_from(("direct", "indirect", "mixed"))),
            group=draw(st.sampled_from((None, "g1"))),
            speaker_id=draw(st.sampled_from((None, *(party.id for party in speakers)))),
            organization_id=draw(st.sampled_from((None, *(party.id for party in organizations)))),
            date_id=draw(st.sampled_from((None, *(date.id for date in dates)))),
            phenomena=draw(st.sampled_from(((), ("floating",), ("broken", "nested")))),
            cue=draw(st.sampled_from((None, span()))),
            source=draw(
                st.sampled_from(
                    (
                        None,
                        span(),
                        *(
                            Span(*msgspec.structs.astuple(mention)[:3])
                            for party in speakers
                            for mention in party.mentions
                        ),
                    )
                )
            ),
            confidence=draw(st.sampled_from((None, 0.5))),
            rule=draw(st.sampled_from((None, "cue-after+name"))),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    return complete(
        Article(
            id="ferry",
            text=text,
            organizations=organizations,
            speakers=speakers,
            dates=dates,
            quotations=quotations,
            layers=(Layer("dates", "ontherecord"),),
        )
    )
