"""How well the hard cases are done: for each label of gold quotations, how many are found and given their speaker."""

from ontherecord.evaluate.measures import Tallies, Tally, match_quotations, same_speaker, speaker_of
from ontherecord.records import Article

PREFIX = "phenomenon"


def phenomenon_tallies(gold: Article, predicted: Article) -> Tallies:
    """Recall of span and of speaker by label; precision has no meaning here, for predictions carry no labels."""
    partners = {id(one): other for one, other in match_quotations(gold, predicted)}
    tallies: Tallies = {}
    for quotation in gold.quotations:
        found = partners.get(id(quotation))
        speaker = speaker_of(gold, quotation)
        right = found is not None and same_speaker(speaker, speaker_of(predicted, found))
        for label in quotation.phenomena:
            _add(tallies, f"{PREFIX} {label} span", Tally(recalled=found is not None, gold=1))
            _add(tallies, f"{PREFIX} {label} speaker", Tally(recalled=right, gold=int(speaker is not None)))
    return tallies


def _add(tallies: Tallies, measure: str, tally: Tally) -> None:
    tallies[measure] = tallies.get(measure, Tally()) + tally
