import re
from pathlib import Path

import pytest

from ontherecord.gold import parse_gold
from ontherecord.gold.checks import check_gold

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = re.findall(
    r"^## (\w+):.*?^```\n(.*?)^```",
    (DOCS / "guideline-examples.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
RULES = re.findall(r"^\| (Q\d+) \|", (DOCS / "annotation-guidelines.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[rule for rule, _ in EXAMPLES])
def test_the_example_of_a_rule_is_sound_gold(rule: str, text: str) -> None:
    parsed, findings = parse_gold(text, rule)
    assert parsed is not None
    assert [*findings, *check_gold(parsed, rule)] == []


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert [rule for rule, _ in EXAMPLES] == [*RULES, "Organizations", "Dates"]
