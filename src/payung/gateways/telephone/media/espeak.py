"""Speak a sentence with espeak-ng (Debian), which knows all our languages."""

from __future__ import annotations

import re
import shutil
import subprocess

from .companding import Samples
from .wav import NotSound, louder, read_wav


class CannotSpeak(RuntimeError):
    """This machine cannot speak this sentence; the reason names no text."""


_SECONDS_TO_SPEAK = 20
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*\Z", re.IGNORECASE)
# A little slower than its usual 175 words a minute: heard once, over a bad line.
_WORDS_A_MINUTE = 145
_PEAK = 22_000


class Espeak:
    """The program on this machine, or none: then `version` is "" and it cannot speak.

    `version` changes with the program and with our settings: what was spoken before
    and kept is spoken anew.
    """

    def __init__(self, program: str | None = None) -> None:
        self._program = shutil.which(program or "espeak-ng")
        self.version = self._ask_version()

    def speak(self, text: str, language: str) -> Samples:
        """Return the sentence at 8 kHz; raise CannotSpeak. Takes about 0.1 s."""
        # The voice becomes a file name inside espeak-ng: only a language may.
        if self._program is None or not _LANGUAGE.match(language):
            raise CannotSpeak("There is no espeak-ng here, or no such voice.")
        wav = self._run("-v", language, "-s", str(_WORDS_A_MINUTE), text=text)
        try:
            return louder(read_wav(wav), peak=_PEAK)
        except NotSound:
            raise CannotSpeak(f"espeak-ng gave no sound in {language}.") from None

    def _run(self, *options: str, text: str) -> bytes:
        # By the pipe, not as an argument: every account sees the arguments of others.
        command = [self._program or "", *options, "-b", "1", "--stdin", "--stdout"]
        try:
            done = subprocess.run(  # noqa: S603 - a program found by its own name
                command,
                input=text.encode(),
                capture_output=True,
                timeout=_SECONDS_TO_SPEAK,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            raise CannotSpeak("espeak-ng did not speak.") from None
        return done.stdout

    def _ask_version(self) -> str:
        if self._program is None:
            return ""
        try:
            said = subprocess.run(  # noqa: S603 - a program found by its own name
                [self._program, "--version"],
                capture_output=True,
                timeout=_SECONDS_TO_SPEAK,
                check=True,
            ).stdout.decode("utf-8", "replace")
        except (OSError, subprocess.SubprocessError):
            return ""
        found = re.search(r"\d+(\.\d+)+", said)
        return f"{found[0] if found else 'unknown'}/{_WORDS_A_MINUTE}/{_PEAK}"
