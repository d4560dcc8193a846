"""How far two annotators agree: `python scripts/agreement.py corpus/gold/first corpus/gold/second`, as Markdown.

Both are folders of gold files; the articles that both have are compared. The raw articles are not needed.
"""

import argparse
import sys
from pathlib import Path

from ontherecord.errors import OntherecordError, SourceError
from ontherecord.evaluate.agreement import Agreement, agreement
from ontherecord.evaluate.disagreements import disagreements, render_disagreements
from ontherecord.gold import GoldFile, article_alone, read_gold_files
from ontherecord.records import Article

HEAD = """# Agreement between two annotations

One article in five was annotated twice, independently, from the plain text ([corpus.md](corpus.md)). The figures are
from before adjudication; [adjudication.md](adjudication.md) tells how each disagreement was settled. Both annotators
are large language models with the same guidelines: two people would agree less. Intervals: bootstrap over articles,
1,000 samples.

Groups, date links and on-behalf-of links are compared on quotations that both have, as F1 over those that either
annotator set. The date links are those of version 3 of the guidelines, the rest is of version 2: that had no rule on
when a quotation has a date, two annotators agreed on 43 of 100 links, and two others then set the links anew, each in
one of the two annotations and without a look at the other. `make agreement` writes this page.
"""


def main() -> int:
    """Print the page: the table and the disagreements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args()
    first, second = read_gold_files([options.first]), read_gold_files([options.second])
    both = [identifier for identifier in first if identifier in second]
    if not both:
        raise SourceError(f"no article is both in {options.first} and in {options.second}")
    pairs = [(_article(first[identifier]), _article(second[identifier])) for identifier in both]
    for one, other in pairs:
        if one.text != other.text:
            raise SourceError(f"{first[one.id].path} and {second[one.id].path} do not have the same text")
    print(f"{HEAD}\n## Agreement on {len(pairs)} articles\n")
    print("| measure | value | 95 % interval | compared |\n| --- | ---: | ---: | ---: |")
    for line in agreement(pairs):
        print(_row(line))
    print("\n## Disagreements")
    for text in render_disagreements(item for one, other in pairs for item in disagreements(one, other)):
        print(text)
    return 0


def _article(file: GoldFile) -> Article:
    if file.parsed is None or file.has_error:
        raise SourceError(f"{file.path} has errors; `python -m ontherecord.gold {file.path}` tells them")
    return article_alone(file.article_id, file.parsed.gold)


def _row(line: Agreement) -> str:
    if line.value is None:
        return f"| {line.measure} | – | – | {line.items:,} |"
    return f"| {line.measure} | {line.value:.3f} | {line.low:.3f} to {line.high:.3f} | {line.items:,} |"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OntherecordError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
