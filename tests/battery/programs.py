"""Programs that are started, killed in the middle of anything, and started again."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path


HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
# Two runs on one machine begin at different places.
_FIRST = 20_000 + os.getpid() % 600 * 16
_PORTS: Iterator[int] = iter([*range(_FIRST, 32_000, 4), *range(20_000, _FIRST, 4)])


@dataclass(kw_only=True)
class Program:
    """One program of ours in a process group of its own.

    `is_up` says whether it does its work; what it prints goes to `out`. `dead` are the
    stretches, in seconds, from each kill until it worked again.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    out: Path
    folder: Path
    is_up: Callable[[], bool] = lambda: True
    dead: list[float] = field(default_factory=list)
    started_at: datetime | None = None
    _process: subprocess.Popen[bytes] | None = None
    _killed_at: float | None = None

    @property
    def runs(self) -> bool:
        """Return whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it; `wait_up` says when it works."""
        assert self._process is None, f"{self.name} runs already"
        self.started_at = datetime.now(UTC)
        with self.out.open("ab") as out:
            self._process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=dict(self.env) or None,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def wait_up(self, *, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Return as soon as it does its work; fail where it ends instead."""

        def alive() -> None:
            assert self.runs, f"{self.name} ended: {self.out.read_text()[-2000:]}"
            meanwhile()

        until(self.is_up, f"{self.name} works", alive=alive)
        if self._killed_at is not None:
            self.dead.append(time.monotonic() - self._killed_at)
            self._killed_at = None

    def kill(self) -> None:
        """End it, and every child it has, in the middle of whatever they do."""
        if self._process is not None:
            self._killed_at = time.monotonic()
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Tell it to stop; kill what is left of it."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def wait_end(self, timeout: float) -> int:
        """Return its exit code as soon as it ends by itself."""
        assert self._process is not None
        return self._process.wait(timeout)


def until(
    holds: Callable[[], bool],
    what: str,
    *,
    alive: Callable[[], None] = lambda: None,
    timeout: float = PATIENCE,
) -> None:
    """Return as soon as this holds; fail when it does not come to hold."""
    ends_at = time.monotonic() + timeout
    while not holds():
        alive()
        assert time.monotonic() < ends_at, f"Never happened: {what}."
        time.sleep(0.05)


def free_port(kind: socket.SocketKind = socket.SOCK_DGRAM) -> int:
    """Return a port that is free, with the three above it, and not given out before.

    Below the range from which the system takes ports for anybody who asks for any.
    """
    for port in _PORTS:
        if all(_is_free(port + nth, kind) for nth in range(4)):
            return port
    raise OSError("No port is free from 20000 to 32000.")


def _is_free(port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as asked:
        try:
            asked.bind((HOST, port))
        except OSError:
            return False
        return True


def listens_udp(port: int) -> bool:
    """Return whether somebody listens on this UDP port."""
    lines = Path("/proc/net/udp").read_text().splitlines()[1:]
    return any(line.split()[1].endswith(f":{port:04X}") for line in lines)


def answers_tcp(port: int) -> bool:
    """Return whether somebody takes connections on this port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as asked:
        asked.settimeout(1)
        return asked.connect_ex((HOST, port)) == 0
