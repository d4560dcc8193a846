"""A data set folder for sequence labelling: tokens and tags, which `load_dataset` opens with its class labels."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontherecord.errors import MissingExtraError
from ontherecord.export.settings import Settings
from ontherecord.export.tokens import TAG_LAYERS, TaggedParagraph, tagged_paragraphs
from ontherecord.publish.partition import Split
from ontherecord.records import LayerName

if TYPE_CHECKING:
    from datasets import Features

ROW_GROUP_ROWS = 1000
"""Rows of a row group of Parquet: fixed, since the bytes of the file follow from it; it also bounds the memory."""
CONFIGURATION = "default"

_CARD = """
One row is one paragraph. `tokens` are those of spaCy's English tokenizer, without white space; `starts` says at
which code point of the article each begins. `organizations`, `speakers` (places that name them) and `quotations`
hold a tag in IOB2 for each token. Licences and attributions of the texts stand in the release that this was made from.
"""


def tag_names(layer: LayerName) -> list[str]:
    """The class labels of a layer, in the order of their numbers."""
    return ["O", *(f"{mark}-{label}" for label in TAG_LAYERS[layer] for mark in "BI")]


def write(splits: Sequence[Split], folder: Path, settings: Settings) -> None:
    """Write `data/<split>.parquet`, and a README.md whose front matter states splits and features.

    Raises:
        MissingExtraError: `datasets` or spaCy is not installed.
    """
    try:
        from datasets import DatasetInfo, SplitDict, SplitInfo
        from datasets.info import DatasetInfosDict
        from huggingface_hub import DatasetCardData
    except ImportError as error:
        raise MissingExtraError("datasets is not installed; run: pip install 'ontherecord[publish]'") from error
    features = _features()
    (folder / "data").mkdir()
    infos = SplitDict()
    for split in splits:
        path = folder / "data" / f"{split.name}.parquet"
        rows, memory_bytes = _write_split(split, path, features, settings)
        if rows:
            infos.add(SplitInfo(split.name, num_bytes=memory_bytes, num_examples=rows))
        else:
            # `datasets` refuses a configuration that has a file without rows.
            path.unlink()
    files = [{"split": name, "path": f"data/{name}.parquet"} for name in infos]
    data = DatasetCardData(
        pretty_name="Tagged paragraphs",
        task_categories=["token-classification"],
        configs=[{"config_name": CONFIGURATION, "data_files": files}],
    )
    info = DatasetInfo(
        features=features,
        splits=infos,
        download_size=sum(path.stat().st_size for path in (folder / "data").iterdir()),
        dataset_size=sum(split.num_bytes for split in infos.values()),
    )
    by_configuration = DatasetInfosDict()
    by_configuration[CONFIGURATION] = info
    by_configuration.to_dataset_card_data(data)
    (folder / "README.md").write_bytes(f"---\n{data}\n---\n\n# Tagged paragraphs\n{_CARD}".encode())


def _features() -> "Features":
    from datasets import ClassLabel, Features, List, Value

    tags: dict[str, Any] = {layer: List(ClassLabel(names=tag_names(layer))) for layer in TAG_LAYERS}
    return Features(
        {
            "article_id": Value("string"),
            "paragraph": Value("int32"),
            "tokens": List(Value("string")),
            "starts": List(Value("int32")),
            **tags,
        }
    )


def _write_split(split: Split, path: Path, features: "Features", settings: Settings) -> tuple[int, int]:
    """Write one file; returns its rows and their size as Arrow arrays."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = features.arrow_schema
    numbers = {layer: {tag: number for number, tag in enumerate(tag_names(layer))} for layer in TAG_LAYERS}
    rows = memory_bytes = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(tagged_paragraphs(split.articles(), settings)):
            table = pa.Table.from_pylist([_row(paragraph, numbers) for paragraph in batch], schema).combine_chunks()
            writer.write_table(table, row_group_size=ROW_GROUP_ROWS)
            rows += table.num_rows
            memory_bytes += table.nbytes
    return rows, memory_bytes


def _row(paragraph: TaggedParagraph, numbers: dict[LayerName, dict[str, int]]) -> dict[str, Any]:
    tags: dict[str, list[int]] = {layer: [numbers[layer][tag] for tag in paragraph.tags[layer]] for layer in TAG_LAYERS}
    return {
        "article_id": paragraph.article_id,
        "paragraph": paragraph.paragraph,
        "tokens": list(paragraph.tokens),
        "starts": list(paragraph.starts),
        **tags,
    }


def _batches(rows: Iterator[TaggedParagraph]) -> Iterator[list[TaggedParagraph]]:
    return iter(lambda: list(itertools.islice(rows, ROW_GROUP_ROWS)), [])
