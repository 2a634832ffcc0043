"""SIPp programs of the battery: callers by the hundred, and phones that are rung."""

from __future__ import annotations

import csv
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from payung.gateways.telephone.media.companding import from_linear
from tests.battery.programs import HOST, Program, free_port, listens_udp


# Every caller's number begins so; no real one does, and no other text here holds it.
NEEDLE = "0005550100"


def number(nth: int) -> str:
    """Return the number of the n-th caller."""
    return f"+{NEEDLE}{nth:04}"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of caller: what they do, which line they dial, and whether by name.

    `every` is the mean time between two of them, in seconds.
    """

    name: str
    scenario: str
    dials: str
    numbers: Sequence[str]
    every: float
    at_once: int
    withheld: bool = False


@dataclass(kw_only=True)
class Callers:
    """A SIPp that lets people call, and holds the next ones back while it is told to."""

    program: Program
    control: int
    held: bool = False

    def hold(self, held: bool) -> None:
        """Let nobody else begin to call, or go on."""
        if held is not self.held and self.program.runs:
            self.held = held
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as said:
                # SIPp's key for "pause", and for its end.
                said.sendto(b"p", (HOST, self.control))


def callers(
    kind: Kind, *, folder: Path, port: int, more: Sequence[str] = ()
) -> Callers:
    """Return a SIPp that lets these people call; `more` are further words to it."""
    control = free_port()
    place = folder / kind.name
    place.mkdir(parents=True)
    (place / "scenario.xml").write_text(kind.scenario)
    (place / "voice.ulaw").write_bytes(voice())
    lines = "".join(f"{each};\n" for each in kind.numbers)
    (place / "who.csv").write_text(f"SEQUENTIAL\n{lines}")
    period = str(max(1, round(kind.every * 1000)))
    command = [
        *_sipp(free_port(), free_port()),
        *("-inf", "who.csv", "-key", "line", kind.dials, "-m", str(len(kind.numbers))),
        *("-r", "1", "-rp", period, "-l", str(kind.at_once)),
        *("-trace_logs", "-log_file", "heard.log"),
        *("-trace_stat", "-stf", "statistics.csv", "-fd", "1"),
        *more,
        *("-cp", str(control), "-timeout", "1500s", f"{HOST}:{port}"),
    ]
    return Callers(program=_program(kind.name, command, place), control=control)


def phone(
    name: str, scenario: str, *, folder: Path, port: int, more: Sequence[str] = ()
) -> Program:
    """Return a SIPp that is rung as often as anybody likes."""
    place = folder / name
    place.mkdir(parents=True)
    (place / "scenario.xml").write_text(scenario)
    program = _program(name, [*_sipp(port, free_port()), *more], place)
    program.is_up = lambda: listens_udp(port)
    return program


def voice() -> bytes:
    """Return a second of a loud tone, as SIPp sends it."""
    moments = np.arange(8000) / 8000
    tone = (12000 * np.sin(2 * np.pi * 440 * moments)).astype(np.int16)
    return from_linear(tone)


def heard(program: Program) -> set[str]:
    """Return whom of these callers anybody has answered at all."""
    file = program.folder / "heard.log"
    lines = file.read_text(errors="replace").splitlines() if file.exists() else []
    return {line.split()[-1] for line in lines if line.startswith("heard ")}


def counted(program: Program) -> dict[str, int]:
    """Return what SIPp itself counted: created, well and failed calls."""
    file = program.folder / "statistics.csv"
    if not file.exists():
        return {"created": 0, "well": 0, "failed": 0}
    last = list(csv.DictReader(file.open(), delimiter=";"))[-1]
    names = {
        "created": "OutgoingCall",
        "well": "SuccessfulCall",
        "failed": "FailedCall",
    }
    return {ours: int(last[f"{theirs}(C)"]) for ours, theirs in names.items()}


def _sipp(port: int, media: int) -> list[str]:
    return [
        *("sipp", "-sf", "scenario.xml", "-i", HOST, "-p", str(port), "-mp"),
        *(
            str(media - media % 2),
            "-nostdin",
            "-trace_err",
            "-error_file",
            "errors.log",
        ),
    ]


def _program(name: str, command: Sequence[str], place: Path) -> Program:
    return Program(
        name=name, command=command, env={}, out=place / "out.txt", folder=place
    )
