"""The product itself, started as a person would start it, with a folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import migrated


PAYUNG = str(Path(sys.executable).with_name("payung"))


@dataclass(frozen=True, kw_only=True)
class Running:
    """A server: its address, and the folder that holds all it ever writes."""

    address: str
    folder: Path


@contextmanager
def demo_server(
    folder: Path, *, share: float, countries: Sequence[str], database: str
) -> Iterator[Running]:
    """Fill a demonstration, serve it, and stop it at the end.

    `database` is the address of one; "" is SQLite's, a file in the folder. Temporary files and what it prints land in the folder too, so that a search for
    names misses nothing.
    """
    surroundings = _surroundings(folder, database)
    fill = [
        "demo",
        "--data",
        str(folder / "data"),
        "--share",
        str(share),
        *(word for code in countries for word in ("--country", code)),
        "--fill-only",
    ]
    _run(fill, surroundings, folder / "fill.log")
    port = _free_port()
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [PAYUNG, "serve", "--at", f"127.0.0.1:{port}"],
            env=surroundings,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/sign-in", server)
            yield Running(address=f"http://127.0.0.1:{port}", folder=folder)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _surroundings(folder: Path, database: str) -> dict[str, str]:
    for name in ("data", "tmp"):
        (folder / name).mkdir(mode=0o700)
    if not database:
        migrated.lay_sqlite(folder / "data" / "payung.sqlite3")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PAYUNG_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {
        "PAYUNG_DATA": str(folder / "data"),
        "PAYUNG_DATABASE": database,
        "PAYUNG_PLAIN_HTTP": "1",
        "TMPDIR": str(folder / "tmp"),
    }


def _run(words: list[str], surroundings: dict[str, str], log: Path) -> None:
    done = subprocess.run(
        [PAYUNG, *words], env=surroundings, capture_output=True, text=True, check=False
    )
    log.write_text(done.stdout + done.stderr)
    assert done.returncode == 0, done.stderr[-2000:]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "The server stopped by itself."
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The server did not answer in half a minute.")
