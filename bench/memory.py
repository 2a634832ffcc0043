"""How much memory the server takes with everything loaded, after some requests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.rows import Figure


ADDRESS = "127.0.0.1:8899"


def figures() -> Iterator[Figure]:
    """Yield the resident size of the worker process."""
    program = str(Path(sys.executable).with_name("gunicorn"))
    server = subprocess.Popen(
        [
            program,
            "--workers",
            "1",
            "--threads",
            "4",
            "--bind",
            ADDRESS,
            "--no-control-socket",
            "--log-level",
            "error",
            "payung.web.wsgi",
        ],
        env=dict(os.environ),
    )
    try:
        for _ in range(200):
            ask(ADDRESS, "/sign-in")
        yield Figure(
            name="server process, after 200 requests",
            ours=_largest_child(server.pid),
            unit="MB",
            bar=200,
        )
    finally:
        server.terminate()
        server.wait()


def ask(server: str, address: str) -> None:
    """Ask for a page; wait for a server that is still starting."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(
                f"http://{server}{address}", timeout=20
            ) as answer:
                answer.read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("The server did not answer.")


def _largest_child(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return max(_resident(int(child)) for child in children)


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError("No figure for memory here.")
