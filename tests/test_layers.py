"""The layers of the package: imports go downward only, and stages never import each other."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "ontherecord"

LAYERS = (
    {"__main__"},
    {"cli"},
    {"site"},
    {"show", "build", "diff", "export", "hydrate", "remove", "review", "source_tree"},
    {"gold"},
    {"normalize", "deduplicate", "annotate", "validate", "publish", "evaluate", "register", "release"},
    {"tombstones"},
    {"explanations", "highlights", "jsonl", "release_tables", "report"},
    {"migrations"},
    {"findings", "schema", "records", "files", "licenses", "timex", "word_runs"},
    {"claims", "remote"},
    {"errors", "version"},
)

RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def part_of(module: Path) -> str:
    """The part that a module belongs to; every entry for `python -m` stands at the top."""
    return module.stem if module.stem == "__main__" else module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("ontherecord.")}


MODULES = sorted(module for module in PACKAGE.rglob("*.py") if module.parent != PACKAGE or module.name != "__init__.py")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_module_imports_only_lower_layers_and_its_own_part(module: Path) -> None:
    part = part_of(module)
    for other in imported_parts(module) - {part}:
        assert RANK[other] > RANK[part], f"{part} must not import {other}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_every_module_belongs_to_a_layer(module: Path) -> None:
    assert part_of(module) in RANK


def test_only_a_record_that_a_notebook_draws_calls_the_public_names() -> None:
    """They lead to every layer, so a module that used them would go round the layers."""

    def uses_the_front(module: Path) -> bool:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        return any(
            (isinstance(node, ast.Import) and any(alias.name == "ontherecord" for alias in node.names))
            or (isinstance(node, ast.ImportFrom) and node.module == "ontherecord")
            for node in ast.walk(tree)
        )

    assert {str(module.relative_to(PACKAGE)) for module in MODULES if uses_the_front(module)} == {"records.py"}
