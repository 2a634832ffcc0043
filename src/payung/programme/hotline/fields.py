"""The names that the sealed words of a contact are bound to."""

from __future__ import annotations


NUMBER, TEXT, NOTE = "contact.number", "contact.text", "contact.note"


def place_field(response: str) -> str:
    """Return the name of where a pair meets; each response has its own."""
    return f"response.{response}.place"
