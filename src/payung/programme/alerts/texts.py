"""The words of a message, from the country's folder: they could be about anything."""

from __future__ import annotations

from payung.programme.places.packs import pack_of

from .models import Message


class NoWords(LookupError):
    """The country's folder has no words for this saying."""


def text_of(message: Message) -> str:
    """Return what is sent, in the language of whoever is told; raise NoWords."""
    pack = pack_of(message.country)
    words = pack.hotline.texts.get(message.saying, {})
    wanted = (message.way.person.language, *pack.languages, "en")
    for language in wanted:
        if words.get(language):
            return words[language].replace("{code}", message.code)
    raise NoWords(message.saying)


def line_of(country: str) -> str:
    """Return the code of the line that our own people are called from."""
    lines = pack_of(country).hotline.lines
    return lines[0].code if lines else "main"
