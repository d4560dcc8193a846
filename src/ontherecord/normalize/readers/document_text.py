"""The text of the bytes of a document, and what had to be done to it: the same for all formats that are text."""

from ontherecord.findings import (
    BINARY_FILE,
    EMPTY_FILE,
    ENCODING_GUESSED,
    LOST_CHARACTERS,
    TEXT_REPAIRED,
    TEXT_TIDIED,
    Finding,
)
from ontherecord.normalize.text_repair import decode, repair


def document_text(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """The tidy text of a document, None where there is none, and the findings about its encoding.

    Args:
        data: the bytes of the document.
        file: its path, for findings.
    """
    text, findings = decoded_text(data, file)
    if text is None:
        return None, findings
    tidy, more = tidied_text(text, file)
    return tidy, findings + more


def tidied_text(text: str, file: str) -> tuple[str | None, list[Finding]]:
    """The tidy text of a document's text as it came, None where only blanks are left, and what was done to it."""
    repaired = repair(text)
    if not repaired.text.strip():
        return None, [EMPTY_FILE.finding("holds nothing but blanks", file=file)]
    tidied = (
        [TEXT_TIDIED.finding(f"{repaired.invisible} invisible characters", file=file)] if repaired.invisible else []
    )
    return repaired.text, tidied + character_findings(repaired.text, file, mojibake=repaired.mojibake)


def decoded_text(data: bytes, file: str, declared: str | None = None) -> tuple[str | None, list[Finding]]:
    """The text of a document as it came, None where there is none, and the findings about its encoding.

    Args:
        data: the bytes of the document.
        file: its path, for findings.
        declared: the encoding that the document itself declares.
    """
    try:
        decoded = decode(data, declared)
    except UnicodeDecodeError as error:
        problem = f"opens with a byte order mark of {error.encoding}, but is not {error.encoding}"
        return None, [BINARY_FILE.finding(problem, file=file)]
    if not decoded.text.strip():
        return None, [EMPTY_FILE.finding("holds nothing but blanks", file=file)]
    guessed = [ENCODING_GUESSED.finding(f"read as {decoded.encoding}", file=file)] if decoded.guessed else []
    return decoded.text, guessed


def character_findings(text: str, file: str, *, mojibake: bool) -> list[Finding]:
    """The findings about the characters of a tidy text: those that were put right and those that are lost."""
    findings = []
    if mojibake:
        findings.append(TEXT_REPAIRED.finding("wrongly decoded characters were put right", file=file))
    if lost := text.count("\ufffd"):
        findings.append(LOST_CHARACTERS.finding(f"{lost} replacement characters in the text", file=file))
    return findings
