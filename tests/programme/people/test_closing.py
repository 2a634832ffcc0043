"""Closing an account: at once, everywhere, and by somebody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines import sealed
from payung.programme.journal.models import Entry
from payung.programme.people.access import NoSuchPerson, people_of
from payung.programme.people.actors import Actor
from payung.programme.people.closing import HerOwn, close_account
from payung.programme.people.devices import add_device, person_with_device
from payung.programme.people.models import Grant, KeySession, Person, Team, UserKey
from payung.programme.people.rewrapping import unfinished
from payung.programme.people.roles import Role
from payung.programme.people.teams import HoldsNoKeys, grant_team, start_team
from tests.cast import (
    ANJU,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    Part,
    account,
    as_actor,
    team_of,
)


pytestmark = pytest.mark.django_db
TARA = Part(handle="tara", country="np", roles=(Role.COORDINATOR,))


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def signed_in(handle: str) -> Client:
    client = Client()
    client.post(reverse("sign-in"), {"handle": handle, "passphrase": PASSPHRASE})
    return client


def close(actor: Actor, handle: str) -> tuple[Team, ...]:
    return close_account(actor=actor, person=person(handle), at=THEN)


def test_the_page_she_has_open_elsewhere_ends_with_her_account() -> None:
    _team, [maya, _sunita] = team_of(MAYA, SUNITA)
    hers = signed_in("sunita")
    assert hers.get("/").status_code == 200

    close(maya, "sunita")

    assert hers.get("/").status_code == 302
    assert not KeySession.objects.filter(person=person("sunita")).exists()


def test_an_account_made_active_by_hand_does_not_bring_her_sessions_back() -> None:
    _team, [maya, _sunita] = team_of(MAYA, SUNITA)
    hers = signed_in("sunita")
    close(maya, "sunita")

    Person.objects.filter(handle="sunita").update(is_active=True)

    assert hers.get("/").status_code == 302
    assert signed_in("sunita").get("/").status_code == 302


def test_her_phone_can_send_nothing_any_more() -> None:
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    key = add_device(actor=sunita, name="field phone", at=THEN)
    assert person_with_device("sunita", key) is not None

    close(maya, "sunita")

    Person.objects.filter(handle="sunita").update(is_active=True)
    assert person_with_device("sunita", key) is None


def test_the_keys_of_her_teams_change() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)

    left = close(maya, "sunita")

    team.refresh_from_db()
    assert left == ()
    assert team.epoch == 2
    assert not Grant.objects.filter(member_id=sunita.person_id).exists()
    assert unfinished([team.pk]) is not None
    assert [entry.kind for entry in Entry.objects.order_by("number")][-2:] == [
        "team.removed",
        "person.closed",
    ]


def test_a_team_that_the_coordinator_is_not_in_is_named_and_keeps_its_key() -> None:
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    other = start_team(actor=sunita, name="Night team", at=THEN)

    left = close(maya, "sunita")

    assert left == (other,)
    other.refresh_from_db()
    assert other.epoch == 1


def test_a_closed_account_stands_on_the_team_page_until_it_is_taken_out() -> None:
    team, [_anju, _sunita] = team_of(ANJU, SUNITA)
    tara = as_actor(account(TARA))
    close(tara, "sunita")
    grant_team(
        actor=as_actor(person("anju")), team=team, member=person("tara"), at=THEN
    )
    page = signed_in("tara").get(reverse("team", kwargs={"team_id": team.pk}))
    assert "account closed: take her out" in page.text

    signed_in("tara").post(
        reverse("take-out", kwargs={"team_id": team.pk}), {"handle": "sunita"}
    )

    team.refresh_from_db()
    assert team.epoch == 2


def test_nobody_closes_her_own_account() -> None:
    _team, [maya] = team_of(MAYA)

    with pytest.raises(HerOwn):
        close(maya, "maya")


def test_nobody_closes_an_account_of_another_country() -> None:
    _team, [maya] = team_of(MAYA)
    account(RINA)

    with pytest.raises(NoSuchPerson):
        close(maya, "rina")

    assert person("rina").is_active


def test_of_two_who_close_each_other_one_comes_too_late() -> None:
    _team, [maya] = team_of(MAYA)
    tara = as_actor(account(TARA))

    close(maya, "tara")

    with pytest.raises(NoSuchPerson):
        close(tara, "maya")
    assert person("maya").is_active


def test_a_closed_account_cannot_be_let_in_again() -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    close(maya, "sunita")

    with pytest.raises(HoldsNoKeys):
        grant_team(actor=maya, team=team, member=person("sunita"), at=THEN)

    assert [one.handle for one in people_of(maya)] == ["maya"]


def test_what_she_granted_still_opens_after_she_is_gone() -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    anju = account(ANJU)
    grant_team(actor=as_actor(person("sunita")), team=team, member=anju, at=THEN)

    close(maya, "sunita")

    keys = as_actor(anju).unlocked.team(team.pk, 1)
    assert keys.public == maya.unlocked.team(team.pk, 1).public


def test_a_grant_whose_granter_has_no_key_on_record_is_refused() -> None:
    team, [_maya, _sunita] = team_of(MAYA, SUNITA)
    sunita = as_actor(person("sunita"))
    UserKey.objects.filter(person=person("maya")).delete()

    with pytest.raises(sealed.Refused):
        sunita.unlocked.team(team.pk, 1)


def test_the_page_asks_for_a_tick_and_then_closes() -> None:
    team_of(MAYA, SUNITA)
    account(OUTSIDER)
    client = signed_in("maya")
    address = reverse("close-account")

    client.post(address, {"handle": "outsider"})
    assert person("outsider").is_active
    client.post(address, {"handle": "outsider", "sure": "yes"})

    assert not person("outsider").is_active
    assert "outsider" not in client.get(reverse("people")).text
