"""What an SMS or a key answers, and to which question."""

from __future__ import annotations

import pytest

from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.answers import Answer, answer, answer_from, answered
from payung.programme.alerts.codes import Said, code_for, read_answer
from payung.programme.alerts.machine import number_token
from payung.programme.alerts.models import Message, Saying, Way, WayKind
from tests.programme.alerts.conftest import (
    MAYAS,
    NOW,
    SUNITAS,
    Office,
    after,
    states,
    way_of,
)


def asked(
    key: str = "a", saying: Saying = Saying.TAKE, about: str = "NP-26-H-1"
) -> str:
    """Ask Sunita and Maya; return Sunita's code."""
    tell(
        country="np",
        handles=["sunita", "maya"],
        saying=saying,
        about=about,
        key=key,
        at=NOW,
    )
    rows = Message.objects.filter(key__startswith=f"{key}:")
    return rows.filter(way__person__handle="sunita")[0].code


def text_from(number: str, text: str, **later: float) -> Answer | None:
    token = number_token("np", number)
    return answer(country="np", sender_token=token, text=text, at=after(**later))


@pytest.mark.parametrize(
    ("text", "yes", "code"),
    [
        pytest.param("1 4711", True, "4711", id="one, then the code"),
        pytest.param("4711", True, "4711", id="the code alone"),
        pytest.param("2 4711", False, "4711", id="two is no"),
        pytest.param("0 4711", False, "4711", id="nought is no"),
        pytest.param("  1  4711 . ", True, "4711", id="spaces and a stop"),
        pytest.param("1, 4711", True, "4711", id="a comma between"),
        pytest.param("१ ४७११", True, "4711", id="digits of Nepal"),
        pytest.param("১ ৪৭১১", True, "4711", id="digits of Bangladesh"),
        pytest.param("၁ ၄၇၁၁", True, "4711", id="digits of Myanmar"),
        pytest.param("1", True, "", id="one alone"),
        pytest.param("2", False, "", id="two alone"),
    ],
)
def test_an_answer_is_read_in_any_script(text: str, yes: bool, code: str) -> None:
    said = read_answer(text)

    assert said is not None
    assert (said.yes, said.code) == (yes, code)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3 4711", id="the digit first"),
        pytest.param("4711 3", id="the code first"),
        pytest.param("४७११, ३", id="the code first, in digits of Nepal"),
    ],
)
def test_which_digit_it_was_is_read_on_either_side(text: str) -> None:
    assert read_answer(text) == Said(digit="3", code="4711")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("help me", id="words"),
        pytest.param("1 47111", id="five digits"),
        pytest.param("14711", id="five in a row"),
        pytest.param("call 4711", id="words before it"),
        pytest.param("1 4711 1 4712", id="two answers"),
        pytest.param("²", id="a small two"),
    ],
)
def test_anything_else_is_no_answer(text: str) -> None:
    assert read_answer(text) is None


def test_the_code_says_which_question_she_answers(office: Office) -> None:
    first = asked("a", about="NP-26-H-1")
    second = asked("b", about="NP-26-H-2")

    found = text_from(SUNITAS, f"1 {first}")

    assert first != second
    assert found is not None
    assert (found.message.about, found.yes) == ("NP-26-H-1", True)


def test_both_her_ways_carry_the_same_code(office: Office) -> None:
    code = asked()

    hers = Message.objects.filter(way__person__handle="sunita")

    assert {message.code for message in hers} == {code}


def test_the_code_of_somebody_else_answers_nothing(office: Office) -> None:
    asked()
    mayas = Message.objects.filter(way__person__handle="maya")[0].code

    assert text_from(SUNITAS, f"1 {mayas}") is None
    assert text_from("+12025550199", f"1 {mayas}") is None


def test_one_alone_answers_the_only_question(office: Office) -> None:
    asked()

    found = text_from(SUNITAS, "1")

    assert found is not None
    assert found.message.way.person.handle == "sunita"


def test_one_alone_is_not_guessed_where_two_are_asked(office: Office) -> None:
    asked("a")
    asked("b", about="NP-26-H-2")

    assert text_from(SUNITAS, "1") is None


def test_a_digit_alone_answers_the_newest_of_what_is_asked_about_one_thing(
    office: Office,
) -> None:
    asked("a", Saying.REPORT, about="NP-26-R-1")
    text_from(SUNITAS, "2")

    again = text_from(SUNITAS, "3", minutes=5)

    assert again is not None
    assert (again.message.about, again.digit) == ("NP-26-R-1", "3")


def test_her_telephone_stops_once_she_has_answered_by_text(office: Office) -> None:
    code = asked()

    text_from(SUNITAS, f"1 {code}")

    hers = Message.objects.filter(way__person__handle="sunita")
    assert dict(hers.values_list("way__kind", "state")) == {
        "call": "dropped",
        "sms": "answered",
    }
    assert states().count(("call", "waiting")) == 1


def test_an_answer_that_comes_too_late_is_an_answer(office: Office) -> None:
    code = asked()
    drop(about="NP-26-H-1", at=after(minutes=1))

    found = text_from(SUNITAS, f"1 {code}", minutes=2)

    assert found is not None
    assert found.message.state == "dropped"


def test_after_a_day_nobody_knows_what_was_meant(office: Office) -> None:
    code = asked()

    assert text_from(SUNITAS, f"1 {code}", hours=25) is None


def test_a_key_on_the_telephone_answers_the_same_way(office: Office) -> None:
    asked()
    call = Message.objects.get(way=way_of("maya", WayKind.CALL))

    found = answered(message=call, yes=True, at=after(seconds=9))

    assert found.message.state == "answered"
    assert Way.objects.get(pk=call.way_id).answered_at == after(seconds=9)


def test_an_address_is_known_whichever_key_it_is_under(office: Office) -> None:
    asked()
    code = Message.objects.filter(way__person__handle="maya")[0].code

    found = answer_from(address=f"tel:{MAYAS}", text=code, at=after(minutes=1))

    assert found is not None
    assert found.message.way.person.handle == "maya"


def test_a_code_that_is_open_already_is_not_given_again() -> None:
    first = code_for("key", "sunita", taken=())

    second = code_for("key", "sunita", taken={first})

    assert first == code_for("key", "sunita", taken=())
    assert first != second
    assert len(first) == len(second) == 4


def test_nine_thousand_open_questions_are_refused() -> None:
    with pytest.raises(OverflowError):
        code_for("key", "sunita", taken={str(code) for code in range(1000, 10_000)})
