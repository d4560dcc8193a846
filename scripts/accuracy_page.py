"""Write `docs/accuracy.md`: how good the annotator is on the corpus, by split and phenomenon, and how sure it may be.

The figures differ a little from processor to processor: `make accuracy` writes the page for a release, and the checks
compare only the floors of `evaluate_corpus.py`.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from gold_corpus import CORPUS, EVERYTHING, articles_by_split, gold_and_predicted
from ontherecord.evaluate import evaluate
from ontherecord.evaluate.reliability import Judged, judge, reliability_table
from ontherecord.evaluate.tables import render_markdown
from ontherecord.files import atomic_file
from ontherecord.findings import Finding, Severity
from ontherecord.jsonl import read_articles, write_articles
from ontherecord.records import Article

PAGE = CORPUS.parent / "docs" / "accuracy.md"
FITTED = "train"

HEAD = """# How good the annotator is

The raw files of the corpus are normalized, annotated without a look at the gold, and compared with it. `make evaluate`
prints the figures and fails where one falls under its floor (`corpus/floors.json`); `make accuracy` writes this page;
`ontherecord evaluate GOLD PREDICTED` compares any two files.

- **span**: trimmed of quotation marks, the two stretches share at least 80 % of what either covers. **entity**: the
  same person, organization, group or document is the speaker, too. **direct** counts direct quotations of five
  words or more; **all** every kind of speech. Dates are counted as in TempEval-3.
- **test** was written after the rules, by authors who had not seen them, and is scored for this page alone.
  **validation** was scored while the rules were written, and its errors were not read. The errors on half of **train**
  were open, and confidence is fitted to the whole of **train**.
- Gold was made by large language models that read the articles after the [guidelines](annotation-guidelines.md);
  [agreement.md](agreement.md) tells how far two of them agree.
- The 95 % interval of F1 comes from drawing the articles anew, 1,000 times: it tells how far F1 hangs on which articles
  were taken, and nothing about errors in gold.
- The articles of one corpus are more alike than news at large: measure on your own before you rely on a figure.
"""

CONFIDENCE = """
## Confidence

Each quotation has a `confidence`: how often its rule was right about both span and speaker on the train split. Of
the quotations that the annotator finds in the other splits:

"""


def main() -> int:
    """Write the page; returns 1 where a gold file has an error."""
    problems: list[Finding] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold, predicted = gold_and_predicted(CORPUS / "gold", CORPUS / "raw", folder, problems)
        sections = "".join(
            _section(split, chosen, predicted, folder) for split, chosen in articles_by_split(gold).items()
        )
        table = reliability_table(_judged(gold, predicted))
    with atomic_file(PAGE) as file:
        file.write(f"{HEAD}{sections}{CONFIDENCE}{table}\n".encode())
    return int(any(finding.severity is Severity.ERROR for finding in problems))


def _section(split: str, gold: Sequence[Article], predicted: Path, folder: Path) -> str:
    write_articles(folder / "gold.jsonl", gold)
    table = render_markdown(evaluate(folder / "gold.jsonl", predicted))
    return f"\n## {split.capitalize()}: {len(gold)} articles\n\n{table}\n"


def _judged(gold: Sequence[Article], predicted: Path) -> Iterator[Judged]:
    predictions = {article.id: article for article in read_articles(predicted)}
    for split, articles in articles_by_split(gold).items():
        if split not in {FITTED, EVERYTHING}:
            for article in articles:
                yield from judge(article, predictions[article.id])


if __name__ == "__main__":
    sys.exit(main())
