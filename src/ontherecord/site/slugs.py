"""Names of pages: made from ids and names that may hold anything, so never taken as a path unchecked."""

import hashlib
import re

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
_RESERVED = frozenset("con prn aux nul".split()) | {f"{stem}{digit}" for stem in ("com", "lpt") for digit in range(10)}
_HASHED = "x-"


def slug(key: str) -> str:
    """A file name for a key: the key itself where it is harmless, else a hash; different keys never share one."""
    if _SAFE.fullmatch(key) and key not in _RESERVED and not key.startswith(_HASHED):
        return key
    return _HASHED + digest(key)


def page_path(folder: str, key: str) -> str:
    """Path of a page inside the site; folders of two hexadecimal digits keep each folder small."""
    return f"{folder}/{digest(key)[:2]}/{slug(key)}.html"


def digest(key: str) -> str:
    """Twenty hexadecimal digits of the SHA-256 of a key, lone surrogates included."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:20]
