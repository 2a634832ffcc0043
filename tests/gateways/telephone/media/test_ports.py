"""Ports for sound: even, from the range, and back again after a crash."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from payung.gateways.telephone.media.ports import NoPortLeft, Ports


def free_span() -> int:
    """Return the first of eight free ports where the system itself takes none."""
    for first in range(20_000, 32_000, 8):
        with ExitStack() as taken:
            try:
                for port in range(first, first + 8, 2):
                    taken.enter_context(Ports("127.0.0.1").take(port))
            except NoPortLeft:
                continue
            return first
    raise AssertionError("No eight ports are free here.")


def test_any_port_is_an_even_one() -> None:
    ports = Ports("127.0.0.1")
    links = [ports.take() for _ in range(20)]

    taken = {link.getsockname()[1] for link in links}

    assert len(taken) == 20
    assert [port for port in taken if port % 2] == []
    for link in links:
        link.close()


def test_a_full_range_says_so() -> None:
    first = free_span()
    ports = Ports("127.0.0.1", (first, first + 1))

    with ports.take() as link:
        assert link.getsockname()[1] == first
        with pytest.raises(NoPortLeft, match=f"No port is free from {first}"):
            ports.take()


def test_a_port_rests_before_it_serves_the_next_call() -> None:
    first = free_span()
    ports = Ports("127.0.0.1", (first, first + 7), begin=3)
    taken = []
    for _ in range(5):
        with ports.take() as link:
            taken.append(link.getsockname()[1] - first)

    assert taken == [6, 0, 2, 4, 6]


def test_after_a_crash_a_call_gets_its_own_port_again() -> None:
    ports = Ports("127.0.0.1")
    with ports.take() as link:
        port = link.getsockname()[1]

    with ports.take(port) as again:
        assert again.getsockname()[1] == port


def test_a_port_in_use_is_not_given_twice() -> None:
    ports = Ports("127.0.0.1")

    with ports.take() as link, pytest.raises(NoPortLeft, match="is in use"):
        ports.take(link.getsockname()[1])


@pytest.mark.parametrize("span", [(80, 90), (9000, 8000), (9001, 9001), (1024, 70000)])
def test_a_range_that_cannot_be_is_refused_at_the_start(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="Ports for sound"):
        Ports("127.0.0.1", span)
