"""A call is written down before anything rings, once, whatever else is not there."""

from __future__ import annotations

from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.models import Contact
from payung.programme.hotline.plans import paper_for
from tests.programme.hotline.small_line import NIGHT, SmallLine, arrival


def test_a_call_leaves_a_contact_that_is_due_before_anything_rings(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "call-1"), at=NIGHT)

    [contact] = Contact.objects.all()
    assert (contact.state, contact.owner, contact.primary) == ("opened", "", "sunita")
    assert (contact.due_at - NIGHT).total_seconds() == 5


def test_the_plan_rings_the_phones_of_those_on_duty(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "call-1"), at=NIGHT)

    paper = paper_for(small.line, contact=contact, at=NIGHT)

    first, second = paper.plan.steps[0], paper.plan.steps[1]
    assert first.targets == (str(small.phones["sunita"].pk),)
    assert second.targets == (str(small.phones["operator"].pk),)
    assert paper.addresses[first.targets[0]] == "sip:sunita@127.0.0.1"
