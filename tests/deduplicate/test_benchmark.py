"""The quality that is promised holds on a small benchmark, and does not hang on the library behind it."""

import importlib.util
import itertools
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable
from pathlib import Path
from types import ModuleType

import pytest
from datasketch import MinHash, MinHashLSH

from ontherecord.deduplicate import deduplicate
from ontherecord.deduplicate.candidates import BANDS, ROWS
from ontherecord.deduplicate.clusters import clustered
from ontherecord.deduplicate.sketches import PERMUTATIONS, Sketches, runs_of
from ontherecord.normalize import Metadata, normalize
from ontherecord.records import Article
from ontherecord.word_runs import words

ROOT = Path(__file__).parents[2]
STORIES = 250

Made = list[tuple[str, Article]]
Pair = tuple[str, str]


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("near_duplicates", ROOT / "benchmarks" / "near_duplicates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made() -> Made:
    files = sorted((ROOT / "corpus" / "raw").glob("*.txt"))
    texts = [item.text for item in normalize(files, Metadata()) if isinstance(item, Article) and item.text]
    return list(benchmark().benchmark_articles(texts, STORIES, 1))


def pairs_of(named: Iterable[tuple[Hashable, str]]) -> set[Pair]:
    groups = defaultdict(list)
    for name, article in named:
        groups[name].append(article)
    return {pair for group in groups.values() for pair in itertools.combinations(sorted(group), 2)}


def found_pairs(articles: Iterable[Article]) -> set[Pair]:
    marked = (item for item in deduplicate(articles) if isinstance(item, Article))
    return pairs_of((item.duplicates.cluster, item.id) for item in marked if item.duplicates.cluster)


def reference_pairs(articles: list[Article]) -> set[Pair]:
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
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


def test_copies_are_found_and_other_stories_are_not(made: Made) -> None:
    truth = pairs_of((story, article.id) for story, article in made)
    found = found_pairs(article for _, article in made)
    assert len(found & truth) / len(truth) >= 0.96
    assert len(found & truth) / len(found) >= 0.99


def test_the_clusters_are_those_of_the_reference_library(made: Made) -> None:
    articles = [article for _, article in made]
    found, reference = found_pairs(articles), reference_pairs(articles)
    assert len(found & reference) / len(found | reference) >= 0.97


def test_the_order_of_the_input_makes_no_difference(made: Made) -> None:
    articles = [article for _, article in made]
    assert found_pairs(articles) == found_pairs(articles[::-1])
