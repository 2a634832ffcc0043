"""Refuse to start in a way that would show somebody: plain HTTP, debugging, open folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004

from payung.gateways.monitor import Heartbeat, UnsafeMonitor


# "testserver" is what Django's own test browser calls this machine.
THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


@register("payung")
def hosts(app_configs: Any = None, **_named: Any) -> list[CheckMessage]:
    """Plain HTTP and debugging are for this machine only; no wildcard answers for all."""
    foreign = sorted(set(settings.ALLOWED_HOSTS) - THIS_MACHINE)
    found: list[CheckMessage] = []
    if foreign and settings.PLAIN_HTTP:
        found.append(_error("E001", "PAYUNG_PLAIN_HTTP", foreign))
    if foreign and settings.DEBUG:
        found.append(_error("E002", "PAYUNG_DEBUG", foreign))
    if any("*" in host or host.startswith(".") for host in foreign):
        found.append(
            Error(
                "PAYUNG_HOSTS answers for more than one name.",
                hint="Write each name out, with commas between.",
                id="payung.E003",
            )
        )
    return found


@register("payung")
def folders(app_configs: Any = None, **_named: Any) -> list[CheckMessage]:
    """What is kept is readable by one account of the machine only."""
    return [
        Error(
            f"Others on this machine can look into {folder}.",
            hint=f"Run: chmod 700 {folder}",
            id="payung.E004",
        )
        for folder in _open_ones([settings.DATA, settings.VAULT])
    ]


@register("payung")
def monitors(app_configs: Any = None, **_named: Any) -> list[CheckMessage]:
    """Somebody outside expects a sign of life of every line, at an address of https."""
    found: list[CheckMessage] = [
        Warning(
            f"Nobody outside watches the line of {country}: if this machine stops in "
            "the night, nobody is told.",
            hint="Set PAYUNG_MONITORS; see docs/how-to/run_a_line.md.",
            id="payung.W001",
        )
        for country in settings.TELEPHONES
        if country not in settings.MONITORS
    ]
    return found + [
        Error(
            f"PAYUNG_MONITORS, {country}: {problem}",
            hint="Write the address that the monitor gave you.",
            id="payung.E005",
        )
        for country, address in settings.MONITORS.items()
        for problem in _no_monitor(address)
    ]


def _no_monitor(address: str) -> list[str]:
    try:
        Heartbeat(address=address)
    except UnsafeMonitor as problem:
        return [str(problem)]
    return []


def _open_ones(folders: Iterable[Path]) -> list[Path]:
    there = [Path(folder) for folder in folders if Path(folder).exists()]
    return [folder for folder in there if folder.stat().st_mode & 0o077]


def _error(number: str, variable: str, foreign: list[str]) -> Error:
    return Error(
        f"{variable}=1 together with the names {', '.join(foreign)}: whoever is on the "
        "way could read along.",
        hint=f"Take {variable} out, or leave PAYUNG_HOSTS to this machine.",
        id=f"payung.{number}",
    )
