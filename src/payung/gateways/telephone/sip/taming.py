"""Keeps sippy from printing what people say to it, and mends what would hurt a call.

sippy 2.5.0 writes whole messages, with the caller's number, wherever it is surprised.
It is changed in place, before the first message can come.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from types import ModuleType
from typing import Any


# Read by sippy when its logger is made: any other value writes every message somewhere.
os.environ["SIPLOG_BEND"] = "none"

_USED = ("sippy.Core", "sippy.Time", "sippy.Exceptions")
_SKIPPED = ("b2bua", "Radius", "RTP", "Rtp", "UI", "XMPP", "CLI", "Wss", "External")


def tame() -> None:
    """Silence and mend sippy; a second time changes nothing."""
    for module in _modules():
        if hasattr(module, "dump_exception"):
            module.dump_exception = _say_where  # type: ignore[attr-defined]
        module.print = _say_nothing  # type: ignore[attr-defined]
    _lower_transports()
    _one_thread_each_way()
    _answer_in_talks()


def surprise(where: str) -> None:
    """Write down that something failed: its kind and place, never its words."""
    kind, _, trace = sys.exc_info()
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        code = trace.tb_frame.f_code
        place = f" at {code.co_name}:{trace.tb_lineno}"
    name = kind.__name__ if kind else "something"
    sys.stderr.write(f"telephone: {name}{place} ({where})\n")
    sys.stderr.flush()


def _modules() -> list[ModuleType]:
    """Return all modules of sippy that a telephone could load, loaded."""
    sippy = importlib.import_module("sippy")
    found = pkgutil.iter_modules(sippy.__path__, "sippy.")
    names = [each.name for each in found if not each.ispkg]
    for package in _USED:
        path = importlib.import_module(package).__path__
        names += [each.name for each in pkgutil.iter_modules(path, package + ".")]
    kept = [n for n in names if not any(part in n for part in _SKIPPED)]
    return [importlib.import_module(name) for name in kept]


def _say_where(*_: Any, **__: Any) -> None:
    surprise("in sippy")


def _say_nothing(*_: Any, **__: Any) -> None:
    return None


def _lower_transports() -> None:
    """Let `;transport=UDP` be what it is; sippy knows only `udp` and leaves a ghost."""
    from sippy.SipURL import SipURL

    plain = SipURL.getTAddr
    if getattr(plain, "lowers", False):
        return

    def lowered(url: Any) -> Any:
        address, transport = plain(url)
        if isinstance(transport, str):
            transport = transport.lower()
        return address, transport

    lowered.lowers = True  # type: ignore[attr-defined]
    SipURL.getTAddr = lowered


def _one_thread_each_way() -> None:
    # With three senders a 180 overtakes the 200 that was sent after it.
    from sippy.Udp_server import Udp_server_opts

    Udp_server_opts.nworkers = 1


def _answer_in_talks() -> None:
    """Answer UPDATE, by which peers ask whether we live; refuse to be transferred."""
    from sippy.UaStateConnected import UaStateConnected

    handlers = UaStateConnected.recv_request_handlers
    handlers["UPDATE"] = lambda _, request: request.sendResponse(200, "OK")
    handlers["REFER"] = lambda _, request: request.sendResponse(603, "Decline")
