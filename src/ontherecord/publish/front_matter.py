"""The front matter of the card: what `datasets` and the Hub read about a release."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ontherecord.publish.figures import Figures
from ontherecord.publish.parquet import ParquetFile
from ontherecord.release_tables import ARTICLES, table_schema

if TYPE_CHECKING:
    from huggingface_hub import DatasetCardData

_SIZE_CATEGORIES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def fill_front_matter(
    template: Mapping[str, Any], name: str, figures: Figures, files: Sequence[ParquetFile]
) -> "DatasetCardData":
    """The template's front matter, and all that follows from the release: languages, licences, size, configurations.

    Every configuration states its files, so that nothing else in the folder is taken for data, and its features.
    """
    from datasets.info import DatasetInfosDict
    from huggingface_hub import DatasetCardData

    tables: dict[str, list[ParquetFile]] = {}
    for file in files:
        tables.setdefault(file.table, []).append(file)
    data = DatasetCardData(
        **{
            **template,
            "pretty_name": name,
            "language": sorted(str(language) for (language,) in figures.breakdowns["languages"]),
            "license": _licenses(figures),
            "size_categories": [_size_category(figures.total.articles)],
            "configs": [_config(table, table_files) for table, table_files in tables.items()],
        }
    )
    infos = {table: _info(table, table_files) for table, table_files in tables.items()}
    DatasetInfosDict(infos).to_dataset_card_data(data)
    return data


def _licenses(figures: Figures) -> list[str]:
    """The Hub's names of the licences of the published texts."""
    texts = {license_ for license_, distribution in figures.breakdowns["licenses"] if distribution == "full"}
    return sorted({_hub_license(license_) for license_ in texts}) or ["unknown"]


def _hub_license(license_: str | None) -> str:
    """An SPDX name in lower case; `other` for an expression of several and for a licence that is not in SPDX."""
    if license_ is None:
        return "unknown"
    return "other" if " " in license_ or license_.startswith("LicenseRef-") else license_.lower()


def _size_category(articles: int) -> str:
    return next((category for limit, category in _SIZE_CATEGORIES if articles < limit), "n>1M")


def _config(table: str, files: Sequence[ParquetFile]) -> dict[str, Any]:
    data_files = [
        {"split": split, "path": paths[0] if len(paths) == 1 else paths}
        for split, shards in _by_split(files).items()
        if (paths := [shard.path for shard in shards])
    ]
    default = {"default": True} if table == ARTICLES else {}
    return {"config_name": table, "data_files": data_files, **default}


def _info(table: str, files: Sequence[ParquetFile]) -> Any:
    from datasets import DatasetInfo, Features, SplitDict, SplitInfo

    splits = SplitDict()
    for split, shards in _by_split(files).items():
        memory_bytes = sum(shard.memory_bytes for shard in shards)
        splits.add(SplitInfo(split, num_bytes=memory_bytes, num_examples=sum(shard.rows for shard in shards)))
    return DatasetInfo(
        features=Features.from_arrow_schema(table_schema(table)),
        splits=splits,
        download_size=sum(file.file_bytes for file in files),
        dataset_size=sum(file.memory_bytes for file in files),
    )


def _by_split(files: Sequence[ParquetFile]) -> dict[str, list[ParquetFile]]:
    shards: dict[str, list[ParquetFile]] = {}
    for file in files:
        shards.setdefault(file.split, []).append(file)
    return shards
