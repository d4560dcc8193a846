"""Licences: which are open, which ask for credit, and what an SPDX expression is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.licenses import is_spdx_expression, read_license


@pytest.mark.parametrize(
    "text",
    [
        "CC-BY-4.0",
        "cc-by-4.0",
        "MIT OR (CC-BY-4.0 AND CC0-1.0)",
        "GPL-2.0-or-later WITH Classpath-exception-2.0",
        "LicenseRef-agency-terms",
    ],
)
def test_an_spdx_expression_is_told(text: str) -> None:
    assert is_spdx_expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "()",
        "CC BY 4.0",
        "CC-BY-4.0 AND",
        "OR MIT",
        "(MIT",
        "MIT\n",
        "MIT MIT",
        "MIT WITH MIT",
        "LicenseRef-a b",
    ],
)
def test_any_other_text_is_no_spdx_expression(text: str) -> None:
    assert not is_spdx_expression(text)


@given(st.lists(st.sampled_from(["MIT", "CC0-1.0", "AND", "OR", "WITH", "(", ")", "+", "x", "\n"]), max_size=12))
def test_any_text_is_judged(words: list[str]) -> None:
    assert is_spdx_expression(" ".join(words)) in (True, False)


@given(st.text(max_size=60))
def test_what_a_licence_is_read_as_is_an_spdx_expression(text: str) -> None:
    assert is_spdx_expression(read_license(text).expression)


def test_a_national_version_that_spdx_does_not_list_keeps_its_terms() -> None:
    license_ = read_license("CC BY 2.5 CA")
    assert (license_.expression, license_.is_open) == ("LicenseRef-CC-BY-2.5-CA", True)
    assert read_license(license_.expression) == license_


def test_credit_is_due_unless_one_choice_asks_for_none() -> None:
    assert read_license("CC-BY-4.0 AND CC0-1.0").needs_attribution
    assert not read_license("CC-BY-4.0 OR CC0-1.0").needs_attribution
