"""How much each kind of evidence counts for whom a pronoun, a description or a quotation without a source means.

`weights.json` holds the numbers. A search over the train split of the project's own gold found them;
`ontherecord retrain` repeats it.
"""

import functools
import importlib.resources

import msgspec


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights that are added up for a party; only their differences matter.

    Attributes:
        distance: for each sentence since the party was spoken of.
        paragraph: for each paragraph since.
        subject: it was the subject of its clause there.
        speaker: it was quoted there.
        frequency: for each mention within reach, four at most.
        named: it has a name.
        goes_on: it spoke last, in the paragraph of a quotation without a source.
        goes_on_next: the same, in the paragraph before.
        goes_on_second: the same, two paragraphs before.
        goes_on_later: the same, still earlier.
        introduced: it was the subject of a sentence before, in the paragraph of such a quotation.
        introduced_before: the same, in the paragraph before.
        no_person: it is no person.
        says_i: it is no person, and the quotation says "I".
    """

    distance: float
    paragraph: float
    subject: float
    speaker: float
    frequency: float
    named: float
    goes_on: float
    goes_on_next: float
    goes_on_second: float
    goes_on_later: float
    introduced: float
    introduced_before: float
    no_person: float
    says_i: float


@functools.cache
def shipped_weights() -> Weights:
    """The weights of the package."""
    table = importlib.resources.files("ontherecord.annotate") / "weights.json"
    return msgspec.json.decode(table.read_bytes(), type=Weights)
