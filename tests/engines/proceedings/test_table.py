"""The lists of steps and outcomes: complete, in order, and in the words of HURIDOCS."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from payung.engines.clocks import Event
from payung.engines.proceedings import (
    BrokenTable,
    OutcomeKind,
    Track,
    read_outcomes,
    read_table,
)


CODES = Path(__file__).parents[3] / "src/payung/countries/codes"
# An old edition from an AGPL repository: compared with, never shipped.
HURIDOCS = Path("/work/shared/data/huridocs_microthesauri_openevsys.csv")
HEAD = (
    "code,track,label_en,event,asked_of,after,filed,repeats,ends,after_end,"
    "hearing,result\n"
)
TABLE = read_table(CODES / "steps.csv")
OUTCOMES = read_outcomes(CODES / "outcomes.csv")


def broken(tmp_path: Path, *lines: str) -> str:
    file = tmp_path / "steps.csv"
    file.write_text(HEAD + "\n".join(lines) + "\n")
    with pytest.raises(BrokenTable) as refused:
        read_table(file)
    return str(refused.value)


def test_every_step_of_the_reference_is_there_in_its_order() -> None:
    defence = [kind.code for kind in TABLE.of(Track.DEFENCE)]
    complaint = [kind.code for kind in TABLE.of(Track.COMPLAINT)]

    assert defence == [f"D{number}" for number in range(1, 18)]
    assert complaint == [f"K{number}" for number in range(1, 13)]


def test_every_event_of_the_table_is_one_that_the_clocks_know() -> None:
    events = {kind.code: kind.event for kind in TABLE.kinds.values() if kind.event}

    assert set(events.values()) <= {event.value for event in Event}
    assert events == {
        "D1": "arrest",
        "D2": "at_station",
        "D3": "paper_given",
        "D4": "reason_told",
        "D5": "family_told",
        "D6": "counsel_contact",
        "D7": "first_production",
        "D8": "detention_order",
        "D16": "release",
    }


def test_every_result_of_a_step_is_a_kind_of_outcome() -> None:
    results = {kind.result for kind in TABLE.kinds.values() if kind.result}

    assert results <= {kind.value for kind in OutcomeKind}
    assert all(OUTCOMES.of(result) for result in results)


def test_every_track_can_end() -> None:
    endings = {track: len(OUTCOMES.closing(track)) for track in Track}

    assert endings == {Track.DEFENCE: 8, Track.COMPLAINT: 15, Track.CIVIL: 6}


def test_every_huridocs_code_is_in_the_edition_it_was_taken_from() -> None:
    with HURIDOCS.open(newline="", encoding="utf-8") as lines:
        known = {(row["list"], row["huri_code"]) for row in csv.DictReader(lines)}

    placed = [one for one in OUTCOMES.all if one.huridocs is not None]
    assert [one.code for one in placed if one.huridocs not in known] == []
    assert len(placed) == 28


@pytest.mark.parametrize(
    ("kind", "thesaurus"),
    [
        (OutcomeKind.SITUATION, "25"),
        (OutcomeKind.ACCOUNTABILITY, "26"),
        (OutcomeKind.ANSWER, "28"),
        (OutcomeKind.COMPENSATION, "47"),
    ],
)
def test_each_kind_has_the_list_that_the_reference_names(
    kind: OutcomeKind, thesaurus: str
) -> None:
    lists = {one.huridocs[0] for one in OUTCOMES.of(kind) if one.huridocs}

    assert lists == {thesaurus}


def test_a_step_that_follows_a_step_of_another_track_is_named(tmp_path: Path) -> None:
    said = broken(tmp_path, "D1,defence,One,,,,,,,,,", "K1,complaint,Two,,,D1,,,,,,")

    assert said == (
        "K1 comes after D1, which is no step of that track. Name one that is."
    )


def test_steps_that_follow_each_other_in_a_circle_are_named(tmp_path: Path) -> None:
    said = broken(tmp_path, "D1,defence,One,,,D2,,,,,,", "D2,defence,Two,,,D1,,,,,,")

    assert said == "D1 comes after itself. Break the circle."


def test_a_body_that_nobody_knows_is_named_with_its_line(tmp_path: Path) -> None:
    said = broken(tmp_path, "D1,defence,One,,,,,,,,,", "D2,defence,Two,,mayor,,,,,,,")

    assert said.startswith("Line 3 (D2): 'mayor' is not a valid Body")


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    said = broken(tmp_path, "D1,defence,One,,,,,,,,,", "D1,defence,Two,,,,,,,,,")

    assert said == "steps.csv: a code stands twice. Give each its own."


def test_a_step_handed_in_to_nobody_is_refused(tmp_path: Path) -> None:
    said = broken(tmp_path, "D9,defence,One,,,,yes,,,,,")

    assert said == "D9 is handed in to nobody. Say to whom."
