"""A form that cannot be kept: where the sentence stands, and what was typed."""

from __future__ import annotations

from django import forms

from payung.programme.people.asking import done, say
from payung.programme.people.refusals import CannotBe


class Small(forms.Form):
    """One question."""

    day = forms.CharField()


def test_a_refusal_stands_at_the_field_it_is_about() -> None:
    form = Small({"day": "tomorrow"})

    say(form, CannotBe("That day lies ahead.", field="day"))

    assert form.errors == {"day": ["That day lies ahead."]}


def test_a_refusal_about_a_field_that_is_not_asked_stands_above_the_form() -> None:
    form = Small({"day": "tomorrow"})

    say(form, CannotBe("The room is closed.", field="room"))

    assert form.errors == {"__all__": ["The room is closed."]}


def test_a_deed_that_is_refused_is_not_done_and_what_was_typed_stays() -> None:
    form = Small({"day": "tomorrow"})

    def deed() -> None:
        raise CannotBe("That day lies ahead.", field="day")

    was_done = done(form, deed)

    assert not was_done
    assert form.errors == {"day": ["That day lies ahead."]}
    assert form["day"].value() == "tomorrow"


def test_a_form_with_a_mistake_starts_no_deed() -> None:
    deeds: list[str] = []

    was_done = done(Small({"day": ""}), lambda: deeds.append("done"))

    assert not was_done
    assert deeds == []
