"""Several people in the same moment, each on a database connection of her own."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections


Deed = Callable[[], object]


@pytest.fixture
def at_once(
    transactional_db: None, tmp_path: Path
) -> Iterator[Callable[..., list[BaseException]]]:
    """Return what does deeds at the same moment and gives back what was raised.

    The tests' SQLite lies in memory, where connections lock whole tables at once; so
    it is copied to a file first, which behaves as a real one does.
    """
    in_memory = connections["default"]
    if in_memory.vendor == "sqlite":
        _copied_to(tmp_path / "tests.sqlite3")
    yield _at_once
    if in_memory.vendor == "sqlite":
        connections["default"].close()
        connections.settings["default"] = in_memory.settings_dict
        connections["default"] = in_memory


def _copied_to(file: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()
    described = {**connections.settings["default"], "NAME": file}
    connections.settings["default"] = described
    connections["default"] = connections.create_connection("default")


def _at_once(*deeds: Deed) -> list[BaseException]:
    ready = threading.Barrier(len(deeds))
    raised: list[BaseException] = []

    def run(deed: Deed) -> None:
        ready.wait()
        try:
            deed()
        except BaseException as problem:  # noqa: BLE001 - handed to the test
            raised.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
