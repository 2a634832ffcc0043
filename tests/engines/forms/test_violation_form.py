"""The reporting form of the invented country: complete, publishable, and silent about names."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.engines.forms import Crosswalks, Form, question_rows, read_text, read_xlsx


def test_every_code_of_the_three_lists_can_be_chosen(
    violation: Form, crosswalks: Crosswalks
) -> None:
    lists = {
        name: {i["value"] for i in items}
        for name, items in violation.compiled["lists"].items()
    }

    assert lists["act"] == set(crosswalks.acts)
    assert lists["perp"] == set(crosswalks.perpetrators)
    assert lists["place"] == set(crosswalks.places)


# What a person types or records is coded only if it is a code from a list or a number.
CODES_BY_HAND = {
    "d_incident/admin",
    "perp/pstation",
    "h_detention/arr_station",
}


def test_whatever_is_typed_or_recorded_is_sealed_unless_it_is_a_code_from_a_register(
    violation: Form,
) -> None:
    by_hand = {"text", "image", "audio", "video", "file"}

    coded = {
        path
        for path, question in violation.questions().items()
        if question["type"] in by_hand and violation.compiled["keep"][path] == "coded"
    }

    assert coded == CODES_BY_HAND


def test_what_names_someone_is_sealed_as_identity_or_contact(violation: Form) -> None:
    keep = violation.compiled["keep"]

    assert (keep["c_person/uic"], keep["perp/pident"]) == ("identity", "identity")
    assert keep["b_consent/safe_contact"] == "contact"


def test_the_form_asks_neither_phone_nor_clock_who_and_when(violation: Form) -> None:
    types = {question["type"] for question in violation.questions().values()}

    assert not types & {
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "phonenumber",
        "geopoint",
    }


def test_its_title_says_nothing(violation: Form) -> None:
    assert violation.title == "Full note"


def test_all_questions_of_the_draft_are_in_it(violation: Form, shared: Path) -> None:
    draft = question_rows(read_xlsx(shared / "data" / "violation_report_draft.xlsx"))
    text = Path(__file__).parents[3] / "src/payung/countries/xx/forms/violation.md"

    ours = question_rows(read_text(text.read_text()))

    # The phone's clock at beginning and end is no question, and gives away who reported.
    assert set(draft) - set(ours) == {"start", "end"}


@pytest.mark.parametrize("path", ["perp/pstation", "perp/prank"])
def test_a_follow_up_is_not_asked_before_its_question_is_answered(
    violation: Form, path: str
) -> None:
    node = next(
        node for node in violation.nodes() if violation.below_root(node) == path
    )

    assert node["relevant"][:2] == ["op", "and"]
    assert node["relevant"][2][3] == ["str", ""]
