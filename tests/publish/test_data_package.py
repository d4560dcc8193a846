"""The Data Package is valid under frictionless, and gives back the articles that were written."""

import json

from frictionless import Package

from ontherecord.publish import Release


def package(release: Release) -> Package:
    return Package(str(release.folder / "datapackage.json"))


def test_it_is_valid_with_all_its_data(release: Release) -> None:
    report = package(release).validate()
    assert report.flatten(["name", "message"]) == []
    assert {task.name for task in report.tasks} >= {"articles-train", "quotations-test", "dates-train"}


def test_every_article_is_read_back(release: Release) -> None:
    for split in release.articles:
        rows = package(release).get_resource(f"articles-{split}").read_rows()
        lines = (release.folder / "jsonl" / f"{split}.jsonl").read_bytes().splitlines()
        assert [json.loads(json.dumps(row.to_dict(), default=str)) for row in rows] == list(map(json.loads, lines))


def test_every_row_of_a_flat_table_is_there(release: Release) -> None:
    flat = {table: splits for table, splits in release.rows.items() if table != "articles"}
    for table, splits in flat.items():
        resources = {split: package(release).get_resource(f"{table}-{split}") for split in splits}
        assert {split: len(resource.read_rows()) for split, resource in resources.items()} == splits
