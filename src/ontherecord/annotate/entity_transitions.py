"""The greedy search of spaCy's entity recognizer over whole batches: the same entities in a tenth of the time.

The recognizer reads a text token by token. Outside an entity its next move depends on one token alone, so the moves at
all tokens of a batch are scored at once. Inside an entity it depends on the tokens behind it as well; there the
entities of a batch take their steps side by side.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Found = tuple[int, int, str]
"""First token, token behind the last one, and label of an entity."""
Array = Any

CONTEXT = 3
"""Tokens that a state is scored by: the next one, the first one of the open entity, and the one just read."""


def can_stand_for(recognizer: EntityRecognizer) -> bool:
    """Whether the recognizer has the shape that `EntityTransitions` knows, as spaCy's own models have."""
    model = recognizer.model
    is_greedy = recognizer.cfg["beam_width"] == 1 and not model.attrs["unseen_classes"]
    return is_greedy and len(model.layers) == 3 and model.layers[1].get_dim("nF") == CONTEXT


class EntityTransitions:
    """Stands in the place of a recognizer and finds the same, in documents that have no entities yet."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self._vectors, hidden, scores = recognizer.model.layers
        weights = hidden.get_param("W").swapaxes(1, 2)
        self._pieces = weights.shape[1]
        self._weights = weights.reshape(CONTEXT, -1, weights.shape[-1]).swapaxes(1, 2)
        self._bias = hidden.get_param("b").T.ravel()
        self._nothing_open = hidden.get_param("pad")[0, 1:].sum(axis=0).T.ravel()
        moves = [recognizer.moves.get_class_name(number) for number in range(recognizer.moves.n_moves)]
        self._labels = [move[2:] for move in moves if move.startswith("B-")]
        begin, inside, last, unit = ([moves.index(f"{move}-{label}") for label in self._labels] for move in "BILU")
        self._outside_scores = [scores.get_param(name)[[*begin, *unit, moves.index("O")]] for name in ("W", "b")]
        self._inside_scores = [scores.get_param(name)[[*inside, *last]] for name in ("W", "b")]

    def predict(self, docs: Sequence[Doc]) -> list[list[Found]]:
        """The entities of each document."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        vectors = self._vectors.predict(docs)
        starts_sentence, is_space = numpy.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs]).T == 1
        may_go_on = numpy.append(~starts_sentence[1:], False)
        lengths = numpy.array([len(doc) for doc in docs])
        may_go_on[lengths.cumsum()[lengths > 0] - 1] = False
        starts, labels, are_open = self._starts(vectors, is_space, may_go_on)
        ends = starts + 1
        ends[are_open] = self._ends(vectors, starts[are_open], labels[are_open], may_go_on)
        document_starts = numpy.append(0, lengths.cumsum()).tolist()
        found: list[list[Found]] = [[] for _ in docs]
        for start, end, label in _apart(zip(starts.tolist(), ends.tolist(), labels.tolist(), strict=True)):
            number = bisect_right(document_starts, start) - 1
            first = document_starts[number]
            found[number].append((start - first, end - first, self._labels[label]))
        return found

    def set_annotations(self, docs: Sequence[Doc], entities: Sequence[Sequence[Found]]) -> None:
        """Write the entities into their documents."""
        for doc, found in zip(docs, entities, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in found])

    def _starts(self, vectors: Array, is_space: Array, may_go_on: Array) -> tuple[Array, Array, Array]:
        """Tokens where an entity starts if none is open, the number of its label, and whether it has more tokens."""
        scores = self._scores(vectors @ self._weights[0] + self._nothing_open, self._outside_scores)
        size = len(self._labels)
        scores[is_space, : 2 * size] = -numpy.inf
        scores[~may_go_on, :size] = -numpy.inf
        moves = scores.argmax(axis=1)
        starts = numpy.flatnonzero(moves < 2 * size)
        return starts, moves[starts] % size, moves[starts] < size

    def _ends(self, vectors: Array, starts: Array, labels: Array, may_go_on: Array) -> Array:
        """The tokens behind the entities that start here and have more than one token."""
        ends = starts + 1
        weights = self._weights.reshape(-1, self._weights.shape[-1])
        growing = numpy.arange(len(starts))
        while len(growing):
            token, label = ends[growing], labels[growing]
            context = vectors[numpy.stack([token, starts[growing], token - 1], axis=1)]
            scores = self._scores(context.reshape(len(growing), -1) @ weights, self._inside_scores)
            ends[growing] += 1
            row = numpy.arange(len(growing))
            goes_on = scores[row, label] >= scores[row, label + len(self._labels)]
            growing = growing[goes_on & may_go_on[token]]
        return ends

    def _scores(self, hidden: Array, layer: Sequence[Array]) -> Array:
        """The scores of moves, from what the tokens of a state give to the hidden layer."""
        activation = (hidden + self._bias).reshape(len(hidden), self._pieces, -1).max(axis=1)
        weights, bias = layer
        return activation @ weights.T + bias


def _apart(entities: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The entities without those that start inside an earlier one."""
    free = 0
    for start, end, label in entities:
        if start >= free:
            yield start, end, label
            free = end
