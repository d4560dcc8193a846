"""How findings name a place and a value."""

import functools
import json

LONGEST_VALUE = 60
"""Code points of an offending value that a message shows."""


# Checks name a place before they know whether anything is wrong there; most places are those of the record before.
@functools.lru_cache(maxsize=10_000)
def pointer(*steps: str | int) -> str:
    """The JSON pointer (RFC 6901) of a path of keys and list indexes."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def shorten(value: object) -> str:
    """A JSON value in one short printable line; of a list or an object only what it is."""
    match value:
        case str():
            # repr, since it escapes lone surrogates and control characters, which no terminal should get.
            return repr(value) if len(value) <= LONGEST_VALUE else repr(value[:LONGEST_VALUE]) + "…"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return json.dumps(value)[:LONGEST_VALUE]
