from ontherecord.evaluate.reliability import judge, reliability_table
from ontherecord.records import Article, Quotation, Speaker

TEXT = "“It will rain,” Ana Roe said. “It will not.”"
ANA, BO = Speaker("s1", "Ana Roe"), Speaker("s1", "Bo Dahl")


def article(speaker: Speaker, *quotations: Quotation) -> Article:
    return Article(id="a", text=TEXT, speakers=(speaker,), quotations=quotations)


def quotation(start: int, end: int, confidence: float | None = None, speaker: str | None = "s1") -> Quotation:
    return Quotation(
        start=start, end=end, text=TEXT[start:end], kind="direct", confidence=confidence, speaker_id=speaker
    )


def test_a_quotation_is_right_with_the_span_and_the_speaker_of_gold() -> None:
    gold = article(ANA, quotation(1, 14), quotation(31, 43))
    verdicts = [right for _, right in judge(gold, article(ANA, quotation(1, 14), quotation(20, 26)))]
    assert verdicts == [True, False]
    assert [right for _, right in judge(gold, article(BO, quotation(1, 14)))] == [False]


def test_without_a_speaker_in_both_it_is_right() -> None:
    gold, predicted = (article(ANA, quotation(1, 14, speaker=None)) for _ in range(2))
    assert [right for _, right in judge(gold, predicted)] == [True]


def test_table_tells_for_each_band_how_many_are_right() -> None:
    judged = [(quotation(1, 14, 0.95), True), (quotation(1, 14, 0.91), False), (quotation(1, 14, 1.0), True)]
    assert "| 0.9 to 1.0 | 3 | 0.95 | 0.67 |" in reliability_table(judged)
