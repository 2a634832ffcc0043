"""Every address by every role, from one table, with an outsider in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.world import client_of, make_world


pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    expected: dict[str, str]


def read_table() -> list[Row]:
    lines = Path(__file__).with_name("table.txt").read_text().splitlines()
    [head, *rows] = [line.split() for line in lines if line and line[0] != "#"]
    roles = head[2:]
    return [
        Row(name, method, dict(zip(roles, answers, strict=True)))
        for name, method, *answers in rows
    ]


ROWS = read_table()


def names_in(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_in(pattern.url_patterns)
        else:
            yield str(pattern.name)


def answer_of(response: HttpResponse) -> str:
    to = response.headers.get("Location", "")
    if response.status_code in {302, 401} and (
        to.startswith("/sign-in") or response.status_code == 401
    ):
        return "in"
    assert not to.startswith("/locked"), "the test signed in: keys are open"
    assert response.status_code < 500
    return {403: "no", 404: "--"}.get(response.status_code, "ok")


def test_every_address_is_in_the_table_once() -> None:
    assert sorted(names_in(get_resolver().url_patterns)) == sorted(
        row.name for row in ROWS
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_role_gets_what_the_table_says(row: Row) -> None:
    world = make_world()
    address = reverse(row.name, kwargs=world.arguments.get(row.name))
    given = world.posts.get(row.name, {})

    answers = {}
    for role in row.expected:
        client = client_of(role)
        ask = client.get if row.method == "GET" else client.post
        kwargs = {} if row.method == "GET" else given
        answers[role] = answer_of(ask(address, kwargs))

    assert answers == row.expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_page_is_kept_in_a_cache_or_says_where_it_came_from(row: Row) -> None:
    world = make_world()
    address = reverse(row.name, kwargs=world.arguments.get(row.name))

    response = client_of("coordinator").get(address)

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
