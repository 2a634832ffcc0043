"""The power goes between any two statements: a deed is cut at each of them in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


class PowerCut(BaseException):
    """Nothing of ours catches this, as nothing catches kill -9."""


@contextmanager
def cut_before(number: int) -> Iterator[list[int]]:
    """Let the statement of this number, from 1, never be carried out.

    The list holds how many came. What undoes a transaction afterwards is let through,
    as a database undoes it by itself.
    """
    seen = [0]

    def wrapper(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith("ROLLBACK") and not sql.startswith("RELEASE"):
            seen[0] += 1
            if seen[0] == number:
                raise PowerCut
        return execute(sql, *rest)

    with connection.execute_wrapper(wrapper):
        yield seen


def cut_everywhere(deed: Callable[[], object], afterwards: Callable[[], object]) -> int:
    """Cut a deed before each of its statements, and look at what is left each time.

    Every try begins with the same rows. Return how many statements the deed has.
    """
    number = 0
    while True:
        number += 1
        with transaction.atomic():
            was_cut = _cut(deed, number)
            afterwards()
            transaction.set_rollback(True)
        if not was_cut:
            return number - 1


def _cut(deed: Callable[[], object], number: int) -> bool:
    with cut_before(number) as seen:
        try:
            deed()
        except PowerCut:
            return True
    return seen[0] >= number
