"""Tones: what a waiting caller hears, and a stand-in for every prompt.

Where a machine can neither play a recording nor speak, each prompt has its own little
melody, so that paralegals can learn that two rising tones mean "press 1".
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from .companding import RATE, from_linear


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One tone; 0 Hz is a pause. Seconds."""

    hertz: int
    seconds: float


_LOUD = 8000
_FADE_SECONDS = 0.005
_PAUSE = Note(hertz=0, seconds=0.08)
_SCALE = (392, 523, 659, 784, 988)

# How each prompt of engines/dispatch sounds without words; others are spelt from their
# name. Rising asks for something, falling says that it is over.
MELODIES = {
    "press_one": (523, 784),
    "choose": (523, 659, 784),
    "leave_a_message": (659, 659, 988),
    "please_wait": (523, 523),
    "caller_coming": (392, 392, 784),
    "we_will_call_back": (784, 659),
    "recorded": (784, 659, 523),
    "taken": (784, 392),
    "drill": (392, 523, 392),
}


def melody(prompt: str) -> bytes:
    """Return PCMU that is another for every prompt, about half a second."""
    heights = MELODIES.get(prompt) or _spelt(prompt)
    notes = [Note(hertz=hertz, seconds=0.18) for hertz in heights]
    return tune(*(part for note in notes for part in (note, _PAUSE)))


def ringing() -> bytes:
    """Return the tone of a telephone that rings, to be looped: 1 s, then 4 s nothing."""
    return tune(Note(hertz=425, seconds=1.0), Note(hertz=0, seconds=4.0))


def begin_tone() -> bytes:
    """Return the tone after which a message is taken."""
    return tune(Note(hertz=988, seconds=0.4))


def tune(*notes: Note) -> bytes:
    """Return notes as PCMU."""
    return b"".join(_sound(note) for note in notes)


def _sound(note: Note) -> bytes:
    time = np.arange(round(note.seconds * RATE)) / RATE
    # Faded in and out: a tone that begins at once clicks.
    edge = np.minimum(time, note.seconds - time) / _FADE_SECONDS
    wave = np.sin(2 * np.pi * note.hertz * time) * np.clip(edge, 0.0, 1.0)
    return from_linear((wave * _LOUD).astype(np.int16))


def _spelt(prompt: str) -> tuple[int, ...]:
    """Return four notes, so that none is one of the melodies above."""
    digest = sha256(prompt.encode()).digest()
    return tuple(_SCALE[byte % len(_SCALE)] for byte in digest[:4])
