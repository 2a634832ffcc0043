"""What waits behind the ways of Today: past its day, of her own teams, and no more."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from payung.programme.circles.codes import Proof
from payung.programme.circles.deciding import add_action, finish_action
from payung.programme.circles.mine import own_actions
from payung.programme.circles.models import ActionItem, Decision
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.web.month import ways
from tests.programme.cases.conftest import Office, office
from tests.programme.circles.conftest import decided, found, held, on, planned


__all__ = ["office"]

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 10)


def waiting(actor: Actor, at: datetime) -> dict[str, str]:
    return {way.url: way.waits for way in ways(actor, at, works=True) if way.waits}


@pytest.fixture
def decision(office: Office) -> Decision:
    october = held(office.sunita, planned(office.sunita, office.team, on(10, 20)))
    return decided(office.sunita, found(office.sunita, october), due_on=DUE)


@pytest.fixture
def action(office: Office, decision: Decision) -> ActionItem:
    return add_action(
        actor=office.sunita,
        decision=decision,
        what="Write to the station",
        due_on=DUE,
        who=Person.objects.get(handle="sunita"),
        at=on(10, 20, 16),
    )


def test_a_decision_waits_behind_circles_once_its_day_is_over(
    office: Office, decision: Decision
) -> None:
    assert waiting(office.sunita, on(11, 10, 23)) == {}

    assert waiting(office.sunita, on(11, 11)) == {reverse("circle-board"): "1"}
    assert waiting(office.outsider, on(11, 11)) == {}


def test_what_she_said_she_would_do_is_on_her_first_page_a_week_before(
    office: Office, action: ActionItem
) -> None:
    assert own_actions(office.sunita, on(11, 2, 23)) == ()

    [line] = own_actions(office.sunita, on(11, 3, 8))

    assert (line.kind, line.url) == (
        "soon",
        reverse("circle-action-end", args=[action.pk]),
    )
    assert "station" not in line.title + line.second
    assert own_actions(office.maya, on(11, 3, 8)) == ()


def test_it_is_late_from_the_next_midnight_of_her_country_until_it_is_done(
    office: Office, action: ActionItem
) -> None:
    [before] = own_actions(office.sunita, on(11, 10, 23))
    [after] = own_actions(office.sunita, on(11, 11, 0))
    finish_action(
        actor=office.sunita, action=action, proof=Proof.PAPER, at=on(11, 11, 10)
    )

    assert (before.kind, after.kind) == ("soon", "late")
    assert own_actions(office.sunita, on(11, 11, 11)) == ()
