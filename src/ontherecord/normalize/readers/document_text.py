"""The tidy text of the bytes of a document, and what had to be done to it: the same for all formats that are text."""

from ontherecord.findings import BINARY_FILE, EMPTY_FILE, ENCODING_GUESSED, LOST_CHARACTERS, TEXT_REPAIRED, Finding
from ontherecord.normalize.text_repair import decode, repair


def document_text(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """The tidy text of a document, None where there is none, and the findings about its encoding.

    Args:
        data: the bytes of the document.
        file: its path, for findings.
    """
    try:
        decoded = decode(data)
    except UnicodeDecodeError as error:
        problem = f"opens with a byte order mark of {error.encoding}, but is not {error.encoding}"
        return None, [BINARY_FILE.finding(problem, file=file)]
    repaired = repair(decoded.text)
    if not repaired.text.strip():
        return None, [EMPTY_FILE.finding("holds nothing but blanks", file=file)]
    findings = []
    if decoded.guessed:
        findings.append(ENCODING_GUESSED.finding(f"read as {decoded.encoding}", file=file))
    if repaired.mojibake:
        findings.append(TEXT_REPAIRED.finding("wrongly decoded characters were put right", file=file))
    if lost := repaired.text.count("\ufffd"):
        findings.append(LOST_CHARACTERS.finding(f"{lost} replacement characters in the text", file=file))
    return repaired.text, findings
