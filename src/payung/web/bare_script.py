"""Take the comments out of our own JavaScript: they are for us, and a phone pays for them."""

from __future__ import annotations

import re


QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""")
KEPT = "/*!"


def bare(script: str) -> str:
    """Return a module without the lines that are wholly comment, and without empty ones.

    Nothing else changes, so what is left can be read and is what ran before. Where a
    template text runs over several lines, its lines stay as they are, and so does a
    licence (`/*!`).
    """
    kept: list[str] = []
    inside_comment = inside_text = False
    for line in script.splitlines():
        start = line.strip()
        if inside_text:
            kept.append(line)
            inside_text ^= _odd(line)
        elif inside_comment:
            inside_comment = "*/" not in start
        elif start.startswith("/*") and not start.startswith(KEPT):
            _said, ended, code = start.partition("*/")
            inside_comment = not ended
            if code.strip():
                kept.append(line)
        elif start and not start.startswith("//"):
            kept.append(line)
            inside_text = _odd(line)
    return "\n".join(kept) + "\n"


def _odd(line: str) -> bool:
    """Return whether a line opens or closes a template text that others lie in."""
    return QUOTED.sub("", line).count("`") % 2 == 1
