"""Fit the confidence of quotations to gold: `src/ontherecord/annotate/confidence.json`, and a table of its reliability.

`python scripts/fit_confidence.py` annotates the train split of the corpus without its gold and counts, for each rule,
how many of the quotations it found are right: the span of a gold quotation, and its speaker. `--table` writes nothing
and prints as Markdown how often quotations of each confidence are right in the splits that were not fitted.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from gold_corpus import CORPUS, gold_and_predicted
from ontherecord.evaluate.reliability import Judged, judge, reliability_table
from ontherecord.jsonl import read_articles
from ontherecord.release_tables import DEFAULT_SPLIT
from ontherecord.review.retraining import fit, write_table

TABLE = CORPUS.parent / "src" / "ontherecord" / "annotate" / "confidence.json"
FITTED = "train"


def main() -> None:
    """Fit, or print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    if options.table:
        print(reliability_table(judged(lambda split: split != FITTED)))
        return
    found = judged(lambda split: split == FITTED)
    write_table(TABLE, fit((quotation.rule or "", is_right) for quotation, is_right in found))


def judged(is_wanted: Callable[[str], bool]) -> Iterator[Judged]:
    """Every quotation that the annotator finds in some splits, with the verdict of gold."""
    with tempfile.TemporaryDirectory() as name:
        gold, predicted = gold_and_predicted(CORPUS / "gold", CORPUS / "raw", Path(name), [])
        predictions = {article.id: article for article in read_articles(predicted)}
        for article in gold:
            if is_wanted(article.split or DEFAULT_SPLIT):
                yield from judge(article, predictions[article.id])


if __name__ == "__main__":
    main()
