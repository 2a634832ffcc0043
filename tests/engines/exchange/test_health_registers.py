"""What a DHIS2 reads: JSON data value sets and ADX."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lxml import etree

from payung.engines.exchange import (
    NothingToHand,
    Span,
    adx,
    dhis2_period,
    dhis2_values,
)
from tests.engines.exchange.invented import COUNT, NONE, REGISTER, SHARE, THEN


@pytest.mark.parametrize(
    ("code", "written"),
    [
        pytest.param("2026-08", "202608", id="a month"),
        pytest.param("2026-Q3", "2026Q3", id="a quarter"),
        pytest.param("2026-H2", "2026S2", id="a half year is an S"),
        pytest.param("2026", "2026", id="a year"),
    ],
)
def test_periods_are_written_as_dhis2_writes_them(code: str, written: str) -> None:
    span = Span(code=code, first_day=date(2026, 1, 1), last_day=date(2026, 1, 31))

    assert dhis2_period(span) == written


def test_a_data_value_set_says_that_its_names_are_codes() -> None:
    made = json.loads(dhis2_values([SHARE, COUNT], REGISTER))

    assert made["dataElementIdScheme"] == made["orgUnitIdScheme"] == "CODE"
    assert made["dataSet"] == "PAYUNG_Q"
    assert made["dataValues"] == [
        {
            "dataElement": "SS_OPEN",
            "period": "2026Q3",
            "orgUnit": "NP",
            "categoryOptionCombo": "default",
            "value": "87.5",
            "comment": "Not final yet. Nothing was recorded in 2026-08.",
        },
        {
            "dataElement": "KYR_REACH",
            "period": "2026Q3",
            "orgUnit": "NP",
            "categoryOptionCombo": "default",
            "value": "124",
        },
        {
            "dataElement": "KYR_REACH",
            "period": "2026Q3",
            "orgUnit": "NP",
            "categoryOptionCombo": "GENDER-F",
            "value": "70",
        },
        {
            "dataElement": "KYR_REACH",
            "period": "2026Q3",
            "orgUnit": "np-03",
            "categoryOptionCombo": "GENDER-F",
            "value": "31",
        },
    ]


def test_a_number_that_is_not_there_is_never_a_nought_in_dhis2() -> None:
    made = json.loads(dhis2_values([SHARE, NONE], REGISTER))

    assert [one["dataElement"] for one in made["dataValues"]] == ["SS_OPEN"]


def test_adx_groups_by_place_and_period_and_divides_by_attributes() -> None:
    made = etree.fromstring(adx([COUNT, SHARE, NONE], REGISTER, at=THEN))

    tag = "{urn:ihe:qrph:adx:2015}"
    assert made.tag == f"{tag}adx"
    assert made.get("exported") == "2026-11-02T04:30:00Z"
    assert [dict(group.attrib) for group in made] == [
        {"dataSet": "PAYUNG_Q", "orgUnit": "NP", "period": "2026-07-01/P3M"},
        {"dataSet": "PAYUNG_Q", "orgUnit": "np-03", "period": "2026-07-01/P3M"},
    ]
    assert [dict(value.attrib) for value in made[0]] == [
        {"dataElement": "KYR_REACH", "value": "124"},
        {"dataElement": "KYR_REACH", "value": "70", "gender": "f"},
        {"dataElement": "SS_OPEN", "value": "87.5"},
    ]


def test_a_file_of_nothing_but_missing_numbers_is_refused_with_the_reason() -> None:
    with pytest.raises(NothingToHand, match="None of these figures has a value yet"):
        dhis2_values([NONE], REGISTER)
    with pytest.raises(NothingToHand, match="None of these figures has a value yet"):
        adx([NONE], REGISTER, at=THEN)
