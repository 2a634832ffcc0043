"""Every JavaScript module that a page will need, told to the browser at once."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles import finders


IMPORTED = re.compile(r'^(?:import\b|\}).*?"(\.{1,2}/[^"]+)";?\s*$', re.MULTILINE)


class NoSuchModule(LookupError):
    """A module is imported that lies nowhere: the name is in the message."""


@lru_cache(maxsize=16)
def modules_of(first: str) -> tuple[str, ...]:
    """Return a module ("js/notes/write.js") and all that it imports, each once.

    Without this a browser learns of a module only when it has read the one before it:
    a phone then waits once for each step of the chain. What `import(...)` loads later
    is left out. Raise NoSuchModule.
    """
    found: dict[str, None] = {}
    to_read = [first]
    while to_read:
        name = to_read.pop(0)
        if name not in found:
            found[name] = None
            to_read += _imports(name)
    return tuple(found)


def _imports(name: str) -> list[str]:
    path = finders.find(name)
    if path is None:
        raise NoSuchModule(name)
    script = Path(path).read_text()
    return [normpath(join(dirname(name), one)) for one in IMPORTED.findall(script)]
