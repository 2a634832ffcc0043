"""By which code a number was worked out: a hash of its rule, its query and its sheet."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

from ._sheets import Sheet


_HERE = __name__.rpartition(".")[0]


class SourceNotThere(LookupError):
    """The source of a rule is not installed, so nobody could check the number by it."""


def code_hash(sheet: Sheet, *rules: Callable[..., object]) -> str:
    """Return 64 hex digits that change with the rules' source or the sheet's version.

    Of each rule (and query) the whole file counts, and every file of this engine that
    it uses: a change far below it changes the number too. So does a changed comment;
    one change too many is seen sooner than one too few.
    """
    digest = hashlib.sha256(f"{sheet.code} {sheet.version}\n".encode())
    for rule in rules:
        digest.update(f"{rule.__module__}.{rule.__qualname__}\n".encode())
    for module in _used({rule.__module__ for rule in rules}):
        digest.update(module.__name__.encode() + b"\n")
        digest.update(_source(module).encode())
    return digest.hexdigest()


def _used(names: set[str]) -> Iterator[ModuleType]:
    waiting, seen = set(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in sys.modules:
            raise SourceNotThere(f"The source of {name} is not there.")
        seen.add(name)
        waiting |= _of_this_engine(sys.modules[name]) - seen
    for name in sorted(seen):
        yield sys.modules[name]


def _of_this_engine(module: ModuleType) -> set[str]:
    made_in = (getattr(thing, "__module__", None) for thing in vars(module).values())
    return {
        name
        for name in made_in
        if isinstance(name, str) and name.startswith(_HERE + ".")
    }


def _source(module: ModuleType) -> str:
    try:
        return inspect.getsource(module)
    except OSError:
        raise SourceNotThere(f"The source of {module.__name__} is not there.") from None
