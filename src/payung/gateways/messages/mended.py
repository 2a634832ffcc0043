"""Texts from outside, made so that they can be written down."""

from __future__ import annotations


def mended(text: str) -> str:
    """Return a text in which halves of signs are joined, or shown as "\ufffd".

    A long text is cut between any two 16-bit units, so an emoji may come in two parts;
    what somebody forged may hold a half alone, which no file and no database takes.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
