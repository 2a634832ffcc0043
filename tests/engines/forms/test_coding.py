"""The coding table: what lies open, what is sealed, and what the server must refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.forms import (
    FACT_NAMES,
    Coding,
    Form,
    NotAnswers,
    NotPublishable,
    answer,
    checked,
    kept_to_the_day,
    leaves,
    not_as_asked,
    place,
    read_coding,
    split,
    unexpected_coded,
)


TABLE = """question,keep,becomes,note
safe,coded,,
perp/name,identity,,
where,contact,,
words,story,,
badge,details,,
number,drop,,
ptype,coded,profile.type,
"""
ANSWERS = {
    "safe": "yes",
    "where": "the tea shop",
    "words": "",
    "perp": [{"ptype": "client", "number": "1"}, {"name": "Someone", "badge": "12"}],
}


@pytest.fixture
def coding() -> Coding:
    return read_coding(TABLE)


def test_answers_are_parted_by_group_and_keep_their_place(coding: Coding) -> None:
    parted = split(ANSWERS, coding)

    assert parted.coded == {"safe": "yes", "perp": [{"ptype": "client"}]}
    assert parted.sealed == {
        "identity": {"perp[2]/name": "Someone"},
        "contact": {"where": "the tea shop"},
        "story": {},
        "details": {"perp[2]/badge": "12"},
    }


def test_a_coded_moment_is_sealed_as_well_because_the_report_keeps_its_day_only(
    coding: Coding,
) -> None:
    moment = "2026-11-21T22:10:00.000+05:45"

    parted = split({"safe": moment}, coding)

    assert parted.coded == {"safe": moment}
    assert parted.sealed["details"] == {"safe": moment}


def test_an_answer_the_table_does_not_know_is_sealed_and_not_left_open(
    coding: Coding,
) -> None:
    parted = split({"new": "x"}, coding)

    assert (parted.coded, parted.sealed["details"]) == ({}, {"new": "x"})


def test_the_server_names_every_answer_that_should_have_been_sealed(
    coding: Coding,
) -> None:
    unexpected = unexpected_coded(
        {
            "safe": "yes",
            "where": "x",
            "new": "y",
            "number": "1",
            "perp": [{"name": "z"}],
        },
        coding,
    )

    assert unexpected == ("where", "new", "number", "perp[1]/name")


def test_a_row_with_a_path_counts_before_one_with_a_name() -> None:
    coding = read_coding(
        "question,keep,becomes,note\nname,identity,,\nplace/name,coded,,\n"
    )

    assert (coding.keep("place/name"), coding.keep("perp[3]/name")) == (
        "coded",
        "identity",
    )


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        pytest.param("question,keep\n", 1, "", id="another heading"),
        pytest.param(TABLE + "x,open,,\n", 9, "keep", id="a word that is none of ours"),
        pytest.param(TABLE + "safe,drop,,\n", 9, "question", id="a question twice"),
        pytest.param(
            TABLE + "x,coded,incident.onn,\n", 9, "becomes", id="no such fact"
        ),
    ],
)
def test_a_coding_table_that_cannot_be_read_names_row_and_column(
    text: str, row: int, column: str
) -> None:
    with pytest.raises(NotPublishable) as caught:
        read_coding(text)

    problem = caught.value.problems[0]
    assert (problem.sheet, problem.row, problem.column) == ("coding", row, column)


NAMES = st.sampled_from(["safe", "where", "words", "badge", "new", "number"])
TEXT = st.text(min_size=1)
GROUP = st.dictionaries(NAMES, TEXT, max_size=4)


@given(GROUP, st.lists(GROUP, max_size=3))
def test_no_answer_is_in_two_places_and_none_is_lost(
    alone: dict[str, str], entries: list[dict[str, str]]
) -> None:
    coding = read_coding(TABLE)
    answers = {**alone, "perp": entries}

    parted = split(answers, coding)

    coded = dict(leaves(parted.coded))
    sealed = [pair for group in parted.sealed.values() for pair in group.items()]
    dropped = [path for path, _ in leaves(answers) if path.endswith("number")]
    assert sorted([*coded.items(), *sealed]) == sorted(
        pair for pair in leaves(answers) if pair[0] not in dropped
    )
    assert unexpected_coded(parted.coded, coding) == ()


@given(
    st.dictionaries(st.sampled_from(["a", "g/b", "r[1]/c", "r[2]/c", "g/r[1]/d"]), TEXT)
)
def test_what_is_placed_at_a_path_is_found_there(paths: dict[str, str]) -> None:
    answers: dict[str, object] = {}

    for path, text in paths.items():
        place(answers, path, text)

    assert dict(leaves(answers)) == paths
    assert all(answer(answers, path) == text for path, text in paths.items())


@pytest.mark.parametrize(
    ("answers", "paths"),
    [
        pytest.param(
            {"safe": "yes", "acts": "hit shout", "day": "2026-11-25"}, (), id="as asked"
        ),
        pytest.param({"safe": "Sunita"}, ("safe",), id="a name instead of a choice"),
        pytest.param({"acts": "hit Sunita"}, ("acts",), id="a name among choices"),
        pytest.param({"acts": "hit hit"}, ("acts",), id="a choice twice"),
        pytest.param({"day": "25.11.2026"}, ("day",), id="a day in another shape"),
        pytest.param({"day": "2026-02-30"}, ("day",), id="a day that does not exist"),
        pytest.param(
            {"person": [{"count": "1"}, {"count": "1 Sunita"}]},
            ("person[2]/count",),
            id="a number",
        ),
        pytest.param(
            {"person": [{"name": "a b"}]}, ("person[1]/name",), id="two words as a code"
        ),
        pytest.param({"person": [{"name": "A-12"}]}, (), id="a code"),
        pytest.param({"gone": "1"}, ("gone",), id="a question the form does not have"),
    ],
)
def test_a_coded_answer_must_be_what_its_question_asks(
    small: Form, answers: dict[str, object], paths: tuple[str, ...]
) -> None:
    assert not_as_asked(answers, small) == paths


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([], id="a list"),
        pytest.param({"a": 1}, id="a number"),
        pytest.param({"a": None}, id="nothing"),
        pytest.param({"a": ["x"]}, id="a list of texts"),
        pytest.param({"a b": "x"}, id="no name"),
        pytest.param({"perp[1]": "x"}, id="an index in a name"),
    ],
)
def test_what_is_not_shaped_like_answers_is_refused(value: object) -> None:
    with pytest.raises(NotAnswers):
        checked(value)


def test_a_stored_report_keeps_days_and_no_times() -> None:
    answers = {
        "at": "2026-11-25T14:30:00.000+05:45",
        "r": [{"at": "2026-11-25T14:30Z", "on": "2026-11-25"}],
        "g": {"code": "phy_beat"},
    }

    kept = kept_to_the_day(answers)

    assert kept == {
        "at": "2026-11-25",
        "r": [{"at": "2026-11-25", "on": "2026-11-25"}],
        "g": {"code": "phy_beat"},
    }


def test_every_fact_an_answer_can_become_is_in_the_manual() -> None:
    manual = Path(__file__).parents[3] / "docs" / "reference" / "coding_table.md"

    named = set(re.findall(r"`((?:[a-z_]+\.[a-z_]+)|acts)`", manual.read_text()))

    assert named >= FACT_NAMES
