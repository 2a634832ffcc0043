"""A child process that is killed at its n-th statement, as by a power cut."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, connections


def killed_everywhere(deed: Callable[[], object], *, step: int = 1) -> Iterator[int]:
    """Do the deed in child processes, killed at the first, second, third… statement.

    Before a statement, and after it and before whatever follows, so also between the
    last statement of a transaction and its end. Yield after each death; end when a
    child lives. The parent's connection is closed: no socket is shared. A deed of very
    many statements may be killed at each `step`-th only.
    """
    number = 0
    while True:
        for when in ("before", "after"):
            connection.close()
            if not _dies(deed, number, when):
                return
            yield number
        number += step


def _dies(deed: Callable[[], object], number: int, when: str) -> bool:
    ours = connections["default"]
    child = os.fork()
    if child == 0:
        # A browser test leaves a loop running here, and connections belong to loops:
        # a child has no loop, so it would get another database.
        connections["default"] = ours
        # Whatever happens, no child may go on with the tests of its parent.
        code = 1
        try:
            with connection.execute_wrapper(_Killer(number, when)):
                deed()
            code = 0
        except BaseException:  # noqa: BLE001 - it ends here, whatever it was
            traceback.print_exc()
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    # A deed that fails has not been killed, and has not lived either.
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


class _Killer:
    def __init__(self, number: int, when: str) -> None:
        self.left, self.when = number, when

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        now = self.left == 0
        self.left -= 1
        if now and self.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(*given)
        if now:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
