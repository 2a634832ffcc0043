"""ADX by the rules of its profile: names, days, decimals, and no value said twice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from payung.engines.exchange import Cell, Figure, Span, adx
from payung.engines.exchange._adx import duration_of
from tests.engines.exchange.invented import COUNT, REGISTER, SHARE, THEN


RULES = etree.XMLSchema(etree.parse(Path(__file__).with_name("adx_rules.xsd")))
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
OWN = {"dataElement", "value", "orgUnit", "period", "dataSet", "exported"}


def with_cells(figure: Figure, *cells: Cell) -> Figure:
    return replace(figure, cells=cells)


def divided() -> bytes:
    figure = with_cells(
        COUNT,
        *(
            Cell(part=(("age_band", band),), value=n)
            for band, n in (("1", 30), ("2", 40))
        ),
        Cell(part=(("area", "NP03"),), value=31),
        Cell(part=(("area", "NP03"), ("first time", "y")), value=12),
        Cell(part=(("value", "kind"),), value=1e-7),
        Cell(part=(("2nd", "x"),), value=123456789.5),
    )
    return adx([figure, SHARE], REGISTER, at=THEN)


def test_every_message_has_the_shape_that_the_profile_asks_for() -> None:
    RULES.assertValid(etree.fromstring(divided()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(' exported="2026-11-02T04:30:00Z"', "", id="when it was made"),
        pytest.param('period="2026-07-01/P3M"', 'period="2026Q3"', id="how long"),
        pytest.param('orgUnit="NP"', "", id="where"),
        pytest.param('dataElement="SS_OPEN"', "", id="what"),
        pytest.param('value="87.5"', 'value="8.75e1"', id="a decimal"),
    ],
)
def test_the_rules_refuse_a_message_without(before: str, after: str) -> None:
    spoiled = divided().decode().replace(before, after)

    assert spoiled != divided().decode()
    assert not RULES.validate(etree.fromstring(spoiled.encode()))


def test_no_axis_takes_the_name_of_something_else_and_each_is_a_name_in_xml() -> None:
    for value in etree.fromstring(divided()).iter("{*}dataValue"):
        axes = [name for name in value.attrib if name not in {"dataElement", "value"}]

        assert all(NAME.fullmatch(str(name)) for name in axes)
        assert not OWN & set(axes)


def test_no_group_says_one_value_twice_and_no_two_groups_are_of_one_place() -> None:
    root = etree.fromstring(divided())

    groups = [(g.get("dataSet"), g.get("orgUnit"), g.get("period")) for g in root]
    assert len(set(groups)) == len(groups)
    for group in root:
        places = Counter(
            tuple(sorted((k, v) for k, v in one.attrib.items() if k != "value"))
            for one in group
        )
        assert max(places.values()) == 1


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        pytest.param((2026, 8, 1), (2026, 8, 31), "2026-08-01/P1M", id="a month"),
        pytest.param((2026, 7, 1), (2026, 9, 30), "2026-07-01/P3M", id="a quarter"),
        pytest.param((2026, 7, 1), (2026, 12, 31), "2026-07-01/P6M", id="a half"),
        pytest.param((2026, 1, 1), (2026, 12, 31), "2026-01-01/P1Y", id="a year"),
    ],
)
def test_a_period_is_its_first_day_and_how_long_it_is(
    first: tuple[int, int, int], last: tuple[int, int, int], written: str
) -> None:
    span = Span(code="x", first_day=date(*first), last_day=date(*last))

    assert duration_of(span) == written
