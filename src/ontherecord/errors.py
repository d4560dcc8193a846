"""Exceptions: each means that the program cannot go on. What is wrong with the data is a `Finding` instead.

OntherecordError
├── UsageError              the call asks for something that cannot be done
│   └── SourceError         a SOURCE cannot be opened, or holds nothing to read
├── OutputError             a result cannot be written
├── WorkerError             a process of several came to a sudden end
└── MissingExtraError       a part of the package that the call needs is not installed
"""


class OntherecordError(Exception):
    """Base of all exceptions of this package; the message says what, where and how to mend it."""


class UsageError(OntherecordError):
    """The call asks for something that cannot be done."""


class SourceError(UsageError):
    """A source cannot be opened, or holds nothing to read."""


class OutputError(OntherecordError):
    """A result cannot be written; what stood there before is untouched."""


class WorkerError(OntherecordError):
    """A process that did part of the work came to a sudden end; nothing was written."""


class MissingExtraError(OntherecordError):
    """An optional part of the package is not installed; the message names the command that installs it."""
