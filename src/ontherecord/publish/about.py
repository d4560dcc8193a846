"""What a release says about itself in words: the source of every description that is made for programs."""

import re

import msgspec

from ontherecord.publish.card import Template
from ontherecord.publish.citation import Citation
from ontherecord.publish.figures import Figures

_DESCRIPTION = "News articles annotated with who said what, on whose behalf, and when."

# Properties of Croissant RAI 1.0, and the sections of the card that answer each.
# https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html
_STATEMENTS = {
    "rai:dataUseCases": ("Intended uses", "Supported tasks"),
    "rai:dataCollection": ("Data statement", "Source data"),
    "rai:dataAnnotationProtocol": ("Annotations",),
    "rai:personalSensitiveInformation": ("Personal information",),
    "rai:dataBiases": ("Considerations",),
    "rai:dataLimitations": ("Out-of-scope uses", "Considerations"),
    "rai:dataReleaseMaintenancePlan": ("Contributions",),
}
# An item of the data statement answers this one, https://techpolicylab.uw.edu/data-statements/.
_ANNOTATORS = "rai:annotatorDemographics"

_ANNOTATOR_ITEM = re.compile(r"^- Annotators: (.+)$", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=- )")
_NO_PROSE = re.compile(r"^(?:\||!\[|<!--)|(?<!\$)\$[a-z{]|:$")


class About(msgspec.Struct, frozen=True):
    """What a release says about itself.

    Attributes:
        name: name of the data set.
        version: version of the data set.
        description: what it is.
        keywords: what it is found by.
        licenses: SPDX names of the licences of the published texts.
        languages: of the articles, BCP 47.
        statements: plain text by property of Croissant RAI.
        tools: programs that annotated a layer which no person reviewed.
        released: day of the release.
        url: address of the data set.
        citation: how to cite it.
    """

    name: str
    version: str | None
    description: str
    keywords: tuple[str, ...]
    licenses: tuple[str, ...]
    languages: tuple[str, ...]
    statements: dict[str, str]
    tools: tuple[str, ...]
    released: str | None
    url: str | None
    citation: Citation | None


def about(
    template: Template,
    figures: Figures,
    *,
    name: str,
    version: str | None,
    released: str | None,
    url: str | None,
    citation: Citation | None,
) -> About:
    """Put together from the card, the citation file and what was counted."""
    return About(
        name=name,
        version=version,
        description=prose(template.body, "Summary") or _DESCRIPTION,
        keywords=tuple(str(tag) for tag in template.front_matter.get("tags") or ()),
        licenses=_spdx_licenses(figures),
        languages=tuple(sorted(str(language) for (language,) in figures.breakdowns["languages"])),
        statements=_statements(template.body),
        tools=_tools(figures),
        released=released,
        url=url,
        citation=citation,
    )


def license_address(license_: str) -> str:
    """The page of a licence of SPDX."""
    return f"https://spdx.org/licenses/{license_}"


def prose(body: str, heading: str) -> str:
    """The section of a card as plain text, up to the next heading, without tables, pictures and what leads to them."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", body, re.MULTILINE | re.DOTALL)
    parts = (" ".join(part.split()) for part in _PARAGRAPHS.split(found[1] if found else ""))
    kept = (part.removeprefix("- ") for part in parts if part and not _NO_PROSE.search(part))
    return " ".join(kept).replace("$$", "$").replace("`", "").replace("**", "")


def _statements(body: str) -> dict[str, str]:
    """By property what the card says; each section with its heading where several answer."""
    statements = {}
    for key, headings in _STATEMENTS.items():
        parts = [(heading, text) for heading in headings if (text := prose(body, heading))]
        texts = [text if len(headings) == 1 else f"{heading}: {text}" for heading, text in parts]
        statements[key] = " ".join(texts)
    if found := _ANNOTATOR_ITEM.search(body):
        statements[_ANNOTATORS] = found[1]
    return {key: text for key, text in statements.items() if text}


def _spdx_licenses(figures: Figures) -> tuple[str, ...]:
    names = {license_ for license_, distribution in figures.breakdowns["licenses"] if distribution == "full"}
    return tuple(sorted(name for name in names if name and " " not in name and not name.startswith("LicenseRef-")))


def _tools(figures: Figures) -> tuple[str, ...]:
    layers = figures.breakdowns["layers"]
    machines = {(tool, version, model) for _, tool, version, model, reviewed in layers if reviewed == "no"}
    return tuple(sorted({" ".join(filter(None, machine)) for machine in machines}))
