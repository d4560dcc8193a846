"""Findings for the tests of all reports."""

from hypothesis import strategies as st

from ontherecord.findings import CARRIAGE_RETURN, DANGLING_SPEAKER, ENCODING_GUESSED, Finding, Severity

DANGLING = DANGLING_SPEAKER.finding(
    "'s9' refers to nothing", file="a.jsonl", line=3, pointer="/quotations/0/speaker_id", article="ferry-talks"
)
BARE = CARRIAGE_RETURN.finding("the line ends in a carriage return")
GUESSED = ENCODING_GUESSED.finding("read as cp1252", file="b.txt")

ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
FINDINGS = st.builds(
    Finding,
    code=st.just(str(DANGLING_SPEAKER)),
    severity=st.sampled_from(Severity),
    message=ANY_TEXT,
    hint=ANY_TEXT,
    file=st.none() | ANY_TEXT,
    line=st.none() | st.integers(min_value=1),
    pointer=st.none() | ANY_TEXT,
    article=st.none() | ANY_TEXT,
)
