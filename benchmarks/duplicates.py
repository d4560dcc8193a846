#!/usr/bin/env python3
"""How well copies are found, how fast, and in how much memory: duplicates.py [--stories N] [--seed N] [--memory N,...]

The articles are made from the corpus (see near_duplicates.py). A pair counts as found where both articles are in one
cluster. As the reference, datasketch finds the candidates instead of rensa, with the same bands, and at the threshold
of 0.3 as it comes; the comparison that follows is the same. Speed is that of one process, from article objects to
article objects, temporary files included; memory the peak of one process (as Linux tells it).
"""

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH

from near_duplicates import benchmark_articles
from ontherecord.deduplicate import deduplicate
from ontherecord.deduplicate.candidates import BANDS, ROWS
from ontherecord.deduplicate.clusters import clustered
from ontherecord.deduplicate.sketches import PERMUTATIONS, Sketches, common, runs_of
from ontherecord.jsonl import write_articles
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article
from ontherecord.word_runs import words

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "raw"

Pair = tuple[str, str]

PEAK_OF_ONE_RUN = """
import sys
from pathlib import Path
from ontherecord.deduplicate import deduplicate
from ontherecord.jsonl import read_articles
from ontherecord.records import Article
count = sum(isinstance(item, Article) for item in deduplicate(read_articles(sys.argv[1])))
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(count, int(status["VmHWM"].split()[0]) // 1024)
"""


def main() -> None:
    """Print all figures as Markdown."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stories", type=int, default=3000, help="stories of the benchmark of quality and speed")
    arguments.add_argument("--seed", type=int, default=1, help="another seed makes other stories and copies")
    arguments.add_argument("--memory", default="1000,10000", help="numbers of stories for the measurement of memory")
    options = arguments.parse_args()
    texts = corpus_texts()
    made = list(benchmark_articles(texts, options.stories, options.seed))
    articles = [article for _, article in made]
    truth = pairs_of((story, article.id) for story, article in made)
    print_quality(articles, truth)
    print()
    print_memory(texts, [int(count) for count in options.memory.split(",") if count])


def corpus_texts() -> list[str]:
    """The English articles of the corpus in this repository."""
    articles = (item for item in normalize([CORPUS], Metadata()) if isinstance(item, Article))
    return [article.text for article in articles if article.text and article.language.startswith("en")]


def print_quality(articles: Sequence[Article], truth: set[Pair]) -> None:
    """Recall, precision and speed of the stage, and of the same with datasketch in it."""
    length = sum(len(words(article.text or "")) for article in articles) / len(articles)
    print(f"{len(articles):,} articles of {length:.0f} words, {len(truth):,} pairs of copies,", end=" ")
    print(f"Jaccard index {mean_jaccard(articles, truth):.2f} on average\n")
    print("| | recall | precision | articles/s |\n| --- | --- | --- | --- |")
    list(deduplicate(articles[:300]))
    started = time.process_time()
    marked = [item for item in deduplicate(articles) if isinstance(item, Article)]
    rate = len(articles) / (time.process_time() - started)
    found = pairs_of((article.duplicates.cluster, article.id) for article in marked if article.duplicates.cluster)
    print(f"| `deduplicate` (rensa, {BANDS} bands of {ROWS}) | {figures(found, truth)} | {rate:,.0f} |")
    for name, options in (
        (f"datasketch, {BANDS} bands of {ROWS}", {"params": (BANDS, ROWS)}),
        ("datasketch, threshold 0.3", {"threshold": 0.3}),
    ):
        started = time.process_time()
        reference = datasketch_pairs(articles, options)
        rate = len(articles) / (time.process_time() - started)
        print(f"| {name} | {figures(reference, truth)} | {rate:,.0f} |")
        if "params" in options:
            same = len(found & reference) / max(len(found | reference), 1)
    print(f"\n{same:.1%} of the pairs are the same with rensa and with datasketch.")


def figures(found: set[Pair], truth: set[Pair]) -> str:
    """Recall and precision of pairs, for a line of a table."""
    right = len(found & truth)
    return f"{right / max(len(truth), 1):.3f} | {right / max(len(found), 1):.3f}"


def datasketch_pairs(articles: Sequence[Article], options: dict[str, Any]) -> set[Pair]:
    """The pairs in one cluster where datasketch finds the candidates."""
    index = MinHashLSH(num_perm=PERMUTATIONS, **options)
    candidates = []
    with tempfile.TemporaryFile() as file:
        sketches = Sketches(file)
        for number, article in enumerate(articles):
            runs = runs_of(words(article.text or ""))
            sketches.add(runs)
            signature = MinHash(num_perm=PERMUTATIONS)
            signature.update_batch([run.tobytes() for run in runs])
            candidates += [(other, number) for other in index.query(signature)]
            index.insert(number, signature)
        cluster_of = clustered(sorted(candidates), range(len(articles)), sketches)
    return pairs_of((cluster_of.get(number, -1 - number), article.id) for number, article in enumerate(articles))


def pairs_of(named: Iterable[tuple[Hashable, str]]) -> set[Pair]:
    """All pairs of articles that have a name in common."""
    groups = defaultdict(list)
    for name, article in named:
        groups[name].append(article)
    return {pair for group in groups.values() for pair in itertools.combinations(sorted(group), 2)}


def mean_jaccard(articles: Sequence[Article], pairs: Iterable[Pair]) -> float:
    """The share of common runs, on average over pairs."""
    runs = {article.id: runs_of(words(article.text or "")) for article in articles}
    shared = [(common(runs[one], runs[other]), len(runs[one]) + len(runs[other])) for one, other in pairs]
    return sum(both / (total - both) for both, total in shared) / max(len(shared), 1)


def print_memory(texts: Sequence[str], counts: Iterable[int]) -> None:
    """Peak memory in MB for each number of stories."""
    print("| articles | MB |\n| --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        for count in counts:
            articles = write_articles(file, (article for _, article in benchmark_articles(texts, count, 1)))
            command = [sys.executable, "-c", PEAK_OF_ONE_RUN, str(file)]
            read, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            assert int(read) == articles
            print(f"| {articles:,} | {int(peak):,} |")


if __name__ == "__main__":
    main()
