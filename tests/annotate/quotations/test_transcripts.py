from ontherecord.annotate.quotations.transcripts import find_transcript_quotations


def speech(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_transcript_quotations(text)]


def test_a_label_beside_one_that_returns_names_a_speaker_who_says_one_thing() -> None:
    text = "Ruiz: You voted for it.\n\nMoll: I did.\n\nRuiz: It is the same.\n\nThe Chair: Order."
    assert speech(text) == ["You voted for it.", "I did.", "It is the same.", "Order."]


def test_labels_none_of_which_returns_make_no_transcript() -> None:
    assert speech("Where: Port Vale.\n\nWhen: Monday.\n\nEntry: Free.") == []


def test_a_single_label_that_returns_makes_no_transcript() -> None:
    assert speech("Update: It rained.\n\nThe road was closed.\n\nUpdate: It is open again.") == []
