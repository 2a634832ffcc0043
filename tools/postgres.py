"""A PostgreSQL of our own for as long as a test run lasts, from Debian's package."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoPostgres(RuntimeError):
    """PostgreSQL is not installed here."""


def binaries() -> Path:
    """Return the folder of the newest PostgreSQL; raise NoPostgres."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgres("Run: apt-get install postgresql")
    return found[-1].parent


@contextmanager
def running() -> Iterator[str]:
    """Start a server in a new folder; give its address; take all away after.

    It answers on a socket in that folder only, never on the network.
    """
    folder = Path(tempfile.mkdtemp(prefix="payung-pg-"))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, owner, owner)
    try:
        _start(folder, owner)
        yield f"postgresql://{owner}@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        _as(owner, "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, owner: str) -> None:
    _as(
        owner,
        "initdb",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
        "-D",
        f"{folder}/data",
    )
    # The tests' data may be lost; what is tested is our use of it.
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=64MB"
    _as(
        owner,
        "pg_ctl",
        "-w",
        "-D",
        f"{folder}/data",
        "-o",
        options,
        "-l",
        f"{folder}/log",
        "start",
    )


def _as(owner: str, program: str, *arguments: str) -> None:
    command = [str(binaries() / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", owner, "--", *command]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
