"""What callers and paralegals are told: recorded, else spoken here, else as tones."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from .companding import from_linear
from .espeak import CannotSpeak, Espeak
from .tones import melody
from .wav import NotSound, read_wav


_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")


class Made(StrEnum):
    """How a prompt came to be sound."""

    RECORDED = "recorded"
    SPOKEN = "spoken"
    TONES = "tones"


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptHealth:
    """How the prompts asked for so far were made, as "language/prompt" names.

    `espeak` is the version, "" where this machine cannot speak; `unreadable` are
    recordings that are no sound; `unheard` are played as tones only.
    """

    espeak: str
    recorded: tuple[str, ...]
    spoken: tuple[str, ...]
    unheard: tuple[str, ...]
    unreadable: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Return whether every prompt says words."""
        return not self.unheard and not self.unreadable


class Prompts:
    """All prompts of one country, as PCMU.

    `recordings` holds <language>/<prompt>.wav; `texts` are the country's words by
    language and prompt. `kept`, where given, is a folder in which spoken prompts lie
    ready for the next start: the words are the country's own and name nobody.
    """

    def __init__(
        self,
        recordings: Path | None,
        texts: Mapping[str, Mapping[str, str]],
        *,
        kept: Path | None = None,
        espeak: Espeak | None = None,
    ) -> None:
        self._recordings = recordings
        self._texts = texts
        self._kept = kept
        self._espeak = espeak or Espeak()
        self._sounds: dict[tuple[str, str], tuple[bytes, Made]] = {}
        self._unreadable: set[str] = set()

    def prepare(self) -> PromptHealth:
        """Make every prompt that has a text, so that no call waits for one."""
        for language, prompts in self._texts.items():
            for prompt in prompts:
                self.pcmu(prompt, language)
        return self.health()

    def pcmu(self, prompt: str, language: str) -> bytes:
        """Return the prompt in this language; the first time may take 0.1 s."""
        key = (language, prompt)
        if key not in self._sounds:
            self._sounds[key] = self._made(prompt, language)
        return self._sounds[key][0]

    def health(self) -> PromptHealth:
        """Return how the prompts were made so far."""
        return PromptHealth(
            espeak=self._espeak.version,
            recorded=self._names(Made.RECORDED),
            spoken=self._names(Made.SPOKEN),
            unheard=self._names(Made.TONES),
            unreadable=tuple(sorted(self._unreadable)),
        )

    def _names(self, made: Made) -> tuple[str, ...]:
        names = (
            f"{language}/{prompt}"
            for (language, prompt), (_, how) in self._sounds.items()
            if how is made
        )
        return tuple(sorted(names))

    def _made(self, prompt: str, language: str) -> tuple[bytes, Made]:
        recorded = self._recording(prompt, language)
        if recorded:
            return recorded, Made.RECORDED
        spoken = self._spoken(self._texts.get(language, {}).get(prompt, ""), language)
        if spoken:
            return spoken, Made.SPOKEN
        return melody(prompt), Made.TONES

    def _recording(self, prompt: str, language: str) -> bytes:
        if self._recordings is None or not _is_name(prompt, language):
            return b""
        path = self._recordings / language / f"{prompt}.wav"
        try:
            return from_linear(read_wav(path.read_bytes()))
        except FileNotFoundError:
            return b""
        except (NotSound, OSError):
            self._unreadable.add(f"{language}/{prompt}")
            return b""

    def _spoken(self, text: str, language: str) -> bytes:
        if not text.strip():
            return b""
        path = self._place(text, language)
        if path is not None and path.is_file():
            return path.read_bytes()
        try:
            pcmu = from_linear(self._espeak.speak(text, language))
        except CannotSpeak:
            return b""
        if path is not None and pcmu:
            _keep(path, pcmu)
        return pcmu

    def _place(self, text: str, language: str) -> Path | None:
        if self._kept is None or not self._espeak.version:
            return None
        spelt = f"{self._espeak.version}\0{language}\0{text}"
        return self._kept / f"{sha256(spelt.encode()).hexdigest()}.pcmu"


def _is_name(*words: str) -> bool:
    """Return whether all are plain words, which lead to no other folder."""
    return all(_NAME.match(word) for word in words)


def _keep(path: Path, pcmu: bytes) -> None:
    """Write aside, then name it: half a prompt would be played as a whole one."""
    aside = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside.write_bytes(pcmu)
        aside.replace(path)
    except OSError:
        # A full disk must not keep a caller from hearing it; it is spoken again.
        with suppress(OSError):
            aside.unlink()
