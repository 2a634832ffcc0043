"""Before pages are served: no memory on disk, no file for other accounts, no unsafe start."""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Iterable
from pathlib import Path

import click
from django.core.checks import ERROR, run_checks


PR_SET_DUMPABLE = 4


class UnsafeStart(RuntimeError):
    """What the checks found; the words say what to change."""


def keep_memory_in() -> None:
    """Let no crash write this process to disk, and no other process read it.

    Called in each worker: a program that is started anew is readable again.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:  # Linux only; elsewhere the limit above has to do.
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_files_in(folders: Iterable[Path]) -> None:
    """Make folders that only this account can look into, and files from now on too."""
    os.umask(0o077)
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o700)


def refuse_unsafe_start() -> None:
    """Raise UnsafeStart, with what to do, where the settings would show somebody."""
    found = [one for one in run_checks(tags=["payung"]) if one.level >= ERROR]
    if found:
        raise UnsafeStart("\n".join(f"{one.msg} {one.hint}" for one in found))


def say_what_is_missing() -> None:
    """Say on the terminal what would be missed one night, and start all the same.

    Not every warning: those of a coming year would be read past together with this one.
    """
    from payung.web.checks import monitors

    for one in monitors():
        if one.level < ERROR:
            click.echo(f"{one.msg} {one.hint}", err=True)
