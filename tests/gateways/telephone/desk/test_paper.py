"""What a telephone and the application hand one another is read whole or refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.sealed import to_text
from payung.gateways.telephone import Health, News, NewsKind, Order, PlanPaper
from payung.gateways.telephone.desk.paper import (
    NotPaper,
    read_all_news,
    read_cancel,
    read_health,
    read_kept,
    read_news,
    read_order,
    read_plan,
    read_plans,
    write_all_news,
    write_health,
    write_news,
    write_order,
    write_plan,
    write_plans,
)
from tests.gateways.telephone import samples


READERS: list[Callable[[str | bytes], object]] = [
    read_news,
    read_all_news,
    read_plan,
    read_plans,
    read_order,
    read_health,
    read_cancel,
    read_kept,
]
PAPERS: Mapping[str, tuple[Callable[[str | bytes], object], str]] = {
    "arrival": (read_news, write_news(samples.arrival())),
    "message": (read_news, write_news(samples.news(NewsKind.MESSAGE))),
    "plan": (read_plan, write_plan(samples.paper())),
    "order": (read_order, write_order(samples.order())),
    "health": (
        read_health,
        write_health(Health(ready=True, trunk="none", unsent=0, calls=0)),
    ),
}


@settings(deadline=None)
@given(news=samples.any_news())
def test_news_come_back_as_they_were(news: News) -> None:
    assert read_news(write_news(news)) == news


@settings(deadline=None)
@given(papers=st.lists(samples.any_news(), max_size=3))
def test_a_batch_of_news_keeps_its_order(papers: list[News]) -> None:
    assert read_all_news(write_all_news(papers)) == tuple(papers)


@settings(deadline=None)
@given(paper=samples.any_paper)
def test_a_plan_comes_back_as_it_was(paper: PlanPaper) -> None:
    assert read_plan(write_plan(paper)) == paper


@settings(deadline=None)
@given(order=samples.any_order)
def test_an_order_comes_back_as_it_was(order: Order) -> None:
    assert read_order(write_order(order)) == order


@settings(deadline=None)
@given(health=samples.any_health)
def test_health_comes_back_as_it_was(health: Health) -> None:
    assert read_health(write_health(health)) == health


def test_the_plans_of_all_lines_come_back_by_line() -> None:
    papers = {"xx-1": samples.paper("xx-1"), "xx-2": samples.paper("xx-2")}

    assert read_plans(write_plans(papers)) == papers


def test_two_plans_of_one_line_are_refused() -> None:
    twice = {"a": samples.paper("xx-1"), "b": samples.paper("xx-1")}

    with pytest.raises(NotPaper, match="one for each line"):
        read_plans(write_plans(twice))


def test_a_moment_elsewhere_is_the_same_moment_here() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    news = replace(samples.news(), at=samples.THEN.astimezone(kathmandu))

    again = read_news(write_news(news))

    assert again.at == samples.THEN
    assert again.at.utcoffset() == timedelta(0)


def test_a_moment_without_an_offset_is_not_written() -> None:
    naive = datetime(2026, 11, 22, 11, 30)  # noqa: DTZ001 - this is the mistake

    with pytest.raises(NotPaper, match="offset from UTC"):
        write_news(replace(samples.news(), at=naive))


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300))
def test_bytes_from_strangers_are_refused_and_nothing_else_happens(
    data: bytes,
) -> None:
    for read in READERS:
        with pytest.raises(NotPaper):
            read(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(PAPERS)), stray=json_values)
def test_any_value_put_in_the_place_of_another_is_read_or_refused(
    data: st.DataObject, name: str, stray: object
) -> None:
    read, text = PAPERS[name]
    paper = json.loads(text)
    place = data.draw(st.sampled_from(places_in(paper)))
    put(paper, place, stray)

    try:
        read(json.dumps(paper))
    except NotPaper as error:
        assert str(error)  # noqa: PT017 - reading is as good as refusing


@settings(max_examples=200, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(PAPERS)))
def test_a_paper_with_one_changed_byte_is_read_or_refused(
    data: st.DataObject, name: str
) -> None:
    read, text = PAPERS[name]
    changed = bytearray(text.encode())
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(
        st.integers(0, 255)
    )

    try:
        read(bytes(changed))
    except NotPaper as error:
        assert str(error)  # noqa: PT017


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_every_missing_key_is_named(name: str) -> None:
    read, text = PAPERS[name]

    for key in json.loads(text):
        paper = json.loads(text)
        del paper[key]
        with pytest.raises(NotPaper, match=f"lacks the key {key}"):
            read(json.dumps(paper))


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_key_that_nobody_agreed_upon_is_refused_by_name(name: str) -> None:
    read, text = PAPERS[name]

    with pytest.raises(NotPaper, match="unknown key shoe_size"):
        read(json.dumps(json.loads(text) | {"shoe_size": 38}))


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_key_that_may_be_a_number_is_not_repeated(name: str) -> None:
    read, text = PAPERS[name]

    with pytest.raises(NotPaper, match="unknown key that is no word") as refusal:
        read(json.dumps(json.loads(text) | {"+0005550177": 1}))

    assert "5550177" not in str(refusal.value)


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_refusal_never_repeats_what_was_said(name: str) -> None:
    read, text = PAPERS[name]
    secret = "+0005550177"

    for place in places_in(json.loads(text)):
        paper = json.loads(text)
        put(paper, place, {secret: [secret]})
        with pytest.raises(NotPaper) as refusal:
            read(json.dumps(paper))
        assert secret not in str(refusal.value)
        assert refusal.value.__context__ is None or refusal.value.__suppress_context__


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("id", "0F" * 16, id="a UUID in another spelling"),
        pytest.param("seq", 0, id="counting starts at one"),
        pytest.param("seq", True, id="true is no number"),
        pytest.param("seq", 1.0, id="a broken number is not whole"),
        pytest.param("at", "2026-11-22T11:30:00", id="a moment without its offset"),
        pytest.param("at", "yesterday", id="a word for a moment"),
        pytest.param("at", 1_795_000_000, id="a number for a moment"),
        pytest.param("kind", "moved", id="a kind that is none"),
        pytest.param("digit", "12", id="two keys at once"),
        pytest.param("outcome", None, id="no outcome is an empty text"),
        pytest.param("line", "", id="a call has a line"),
        pytest.param("call", "x" * 301, id="a text without end"),
        pytest.param("target", "\ud800", id="half a sign"),
    ],
)
def test_news_with_a_wrong_value_are_refused_by_its_key(key: str, value: Any) -> None:
    paper = json.loads(write_news(samples.news()))
    paper[key] = value

    with pytest.raises(NotPaper, match=rf"news\.{key} must be"):
        read_news(json.dumps(paper))


def test_an_arrival_without_anybody_is_refused() -> None:
    paper = json.loads(write_news(samples.arrival())) | {"arrived": None}

    with pytest.raises(NotPaper, match=r"news\.arrived must be filled"):
        read_news(json.dumps(paper))


def test_a_key_of_another_record_is_refused() -> None:
    paper = json.loads(write_news(samples.arrival()))
    paper["arrived"]["wrap"]["record"] = str(UUID(int=1))

    with pytest.raises(NotPaper, match=r"arrived\.wrap\.record"):
        read_news(json.dumps(paper))


def test_a_plan_to_whose_key_nothing_can_be_sealed_is_refused() -> None:
    paper = json.loads(write_plan(samples.paper()))
    paper["seal_to"]["kem"] = to_text(samples.TEAM.public.kem[:-3])

    with pytest.raises(NotPaper, match=r"seal_to\.kem must be a public key"):
        read_plan(json.dumps(paper))


def test_a_plan_with_one_key_for_two_things_is_refused() -> None:
    paper = json.loads(write_plan(samples.paper()))
    paper["plan"]["danger"] = "1"

    with pytest.raises(NotPaper, match=r"plan\.plan\.menu"):
        read_plan(json.dumps(paper))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param('{"kept":1,"kept":2}', "stands twice", id="a key twice"),
        pytest.param('{"kept":NaN}', "not finite", id="not a number"),
        pytest.param('{"kept":1e999}', "whole number", id="without end"),
        pytest.param('{"kept":' + "9" * 5000 + "}", "not JSON", id="too many digits"),
        pytest.param("[" * 100_000, "not JSON", id="too deep"),
        pytest.param(" " * 5_000_000, "longer than any", id="too long"),
        pytest.param("\udcff", "not JSON", id="half a sign"),
        pytest.param("null", "must be an object", id="nothing"),
    ],
)
def test_json_that_two_readers_could_read_differently_is_refused(
    text: str, why: str
) -> None:
    with pytest.raises(NotPaper, match=why):
        read_kept(text)


def places_in(paper: object, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value in a paper."""
    inner: list[tuple[Any, object]] = []
    if isinstance(paper, dict):
        inner = list(paper.items())
    if isinstance(paper, list):
        inner = list(enumerate(paper))
    return [
        place
        for key, value in inner
        for place in [(*above, key), *places_in(value, (*above, key))]
    ]


def put(paper: Any, place: tuple[Any, ...], value: object) -> None:
    for key in place[:-1]:
        paper = paper[key]
    paper[place[-1]] = value
