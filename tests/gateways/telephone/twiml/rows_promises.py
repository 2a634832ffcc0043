"""What every place for rows promises; any other implementation is put through the same.

Import these into a test that gives a fixture `rows`.
"""

from __future__ import annotations

from threading import Thread

import pytest

from payung.gateways.telephone.twiml import Rows


class Stumbled(RuntimeError):
    """Something went wrong while a row was held."""


def test_what_was_kept_comes_back(rows: Rows) -> None:
    with rows.change("call:a") as slot:
        assert slot.sealed is None
        slot.sealed = b"\x01sealed"

    with rows.change("call:a") as slot:
        assert slot.sealed == b"\x01sealed"


def test_a_row_that_is_emptied_is_gone(rows: Rows) -> None:
    with rows.change("call:a") as slot:
        slot.sealed = b"sealed"
    with rows.change("call:a") as slot:
        slot.sealed = None

    assert list(rows.names()) == []


def test_names_are_those_of_all_rows(rows: Rows) -> None:
    for name in ("call:a", "order:b"):
        with rows.change(name) as slot:
            slot.sealed = b"sealed"

    assert sorted(rows.names()) == ["call:a", "order:b"]


def test_whatever_raises_leaves_the_row_as_it_was(rows: Rows) -> None:
    with rows.change("call:a") as slot:
        slot.sealed = b"before"

    with pytest.raises(Stumbled):
        _stumble(rows)

    with rows.change("call:a") as slot:
        assert slot.sealed == b"before"


def test_of_many_who_change_one_row_none_is_lost(rows: Rows) -> None:
    def add() -> None:
        for _ in range(20):
            with rows.change("call:a") as slot:
                slot.sealed = (slot.sealed or b"") + b"."

    threads = [Thread(target=add) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    with rows.change("call:a") as slot:
        assert slot.sealed == b"." * 80


def _stumble(rows: Rows) -> None:
    with rows.change("call:a") as slot:
        slot.sealed = b"after"
        raise Stumbled
