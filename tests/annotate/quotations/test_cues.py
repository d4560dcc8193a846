import pytest

from ontherecord.annotate.quotations.speech_cues import FRAMES, cue_of, regular_forms, speech_cues


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("add", ("adds", "added", "adding")),
        ("reply", ("replies", "replied", "replying")),
        ("portray", ("portrays", "portrayed", "portraying")),
        ("argue", ("argues", "argued", "arguing")),
        ("stress", ("stresses", "stressed", "stressing")),
        ("vouch", ("vouches", "vouched", "vouching")),
    ],
)
def test_regular_verbs_are_inflected(verb: str, forms: tuple[str, str, str]) -> None:
    assert regular_forms(verb) == forms


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("Said", "say"),
        ("told", "tell"),
        ("wrote", "write"),
        ("admitting", "admit"),
        ("quipped", "quip"),
        ("read", "read"),
    ],
)
def test_a_form_is_found_under_its_verb(form: str, verb: str) -> None:
    cue = cue_of(form)
    assert cue is not None
    assert cue.verb == verb


def test_a_verb_with_a_particle_needs_it() -> None:
    assert cue_of("pointed") is None
    cue = cue_of("pointed", "out")
    assert cue is not None
    assert cue.particle == "out"


def test_a_particle_may_change_what_a_verb_takes() -> None:
    alone, with_particle = cue_of("called", "it"), cue_of("called", "for")
    assert alone is not None
    assert with_particle is not None
    assert "name" in alone.frames
    assert with_particle.frames == {"quote"}


@pytest.mark.parametrize("word", ["hoped", "believes", "decided", "thinks", "criticised", ""])
def test_thoughts_and_acts_are_no_speech(word: str) -> None:
    assert cue_of(word) is None


def test_every_entry_has_a_known_frame() -> None:
    assert all(cue.frames and cue.frames <= set(FRAMES) for cue in speech_cues().values())
