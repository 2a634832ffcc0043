"""Runs a short message centre that is not ours: node-smpp, in a process of its own."""

from __future__ import annotations

import fcntl
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any


FOLDER = Path(__file__).parent / "smsc"
NPM = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]


class ShortMessageCentre:
    """What it saw, and ways to make it do things."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.seen: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()
        self.port = int(self.wait("listening")["listening"])

    def do(self, deed: str, **facts: Any) -> None:
        """Let it do a deed of smsc.js."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"deed": deed, **facts}) + "\n")
        self._process.stdin.flush()

    def set(self, **changes: Any) -> None:
        """Change how it answers, and wait until it has."""
        before = len(self.all("set"))
        self.do("set", **changes)
        self.until(lambda: len(self.all("set")) > before)

    def all(self, what: str) -> list[dict[str, Any]]:
        """Return everything it said of a kind."""
        return [one for one in list(self.seen) if what in one]

    def told(self, what: str) -> list[dict[str, Any]]:
        """Return everything of a kind up to this moment, what is under way included."""
        self.set()
        return self.all(what)

    def wait(self, what: str) -> dict[str, Any]:
        """Return the first thing of a kind, as soon as there is one."""
        self.until(lambda: bool(self.all(what)))
        return self.all(what)[0]

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        end = monotonic() + 20
        while not true():
            assert monotonic() < end, "It did not come about."
            assert self._process.poll() is None, "The centre stopped by itself."
            sleep(0.01)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.seen.append(json.loads(line))


@contextmanager
def running(certificate: Path | None = None) -> Iterator[ShortMessageCentre]:
    """Run one; with TLS if there are files `certificate`.key and .crt."""
    _install()
    command = ["node", "smsc.js", *([str(certificate)] if certificate else [])]
    process = subprocess.Popen(
        command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield ShortMessageCentre(process)
    finally:
        process.terminate()
        process.wait(10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _install() -> None:
    # Tests run in two processes; only one of them may install.
    with (FOLDER / "package.json").open() as claim:
        fcntl.flock(claim, fcntl.LOCK_EX)
        if not (FOLDER / "node_modules").is_dir():
            subprocess.run(NPM, check=True, cwd=FOLDER)
