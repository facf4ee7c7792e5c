"""Every way Dépêche can fail, as one tree.

DepecheError
├── ConfigurationError     the pipeline or an option asks for what cannot be
├── KnowledgeError         a file under data/ (or the user's own) is wrong: names file and place
├── ModelError             a language model is missing or does not fit
└── InputError             an input cannot be read at all: names the input and the reason

What goes wrong with one text while it is being coded is not an exception but a
`Problem` in its story (see `story.py`); `InputError` is raised by the readers only
and becomes a row of the loss ledger.
"""

from __future__ import annotations


class DepecheError(Exception):
    """Root of all errors raised on purpose."""


class ConfigurationError(DepecheError):
    """Stages in an impossible order, or an option that does not exist."""


class KnowledgeError(DepecheError):
    """A data file breaks its contract.

    >>> str(KnowledgeError("roles.tsv", "unknown sector 'XYZ'", line=3))
    "roles.tsv:3: unknown sector 'XYZ'"
    """

    def __init__(self, file: str, reason: str, *, line: int | None = None) -> None:
        self.file, self.reason, self.line = file, reason, line
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {reason}")


class ModelError(DepecheError):
    """A language model is absent or lacks the labels we need."""


class InputError(DepecheError):
    """One input that cannot become a story.

    >>> str(InputError("empty.txt", "the file is empty"))
    'empty.txt: the file is empty'
    """

    def __init__(self, name: str, reason: str, *, place: str | None = None) -> None:
        self.name, self.reason, self.place = name, reason, place
        where = name if place is None else f"{name}, {place}"
        super().__init__(f"{where}: {reason}")
