"""Somebody tries: copied keys, keys that are none, late notes, and words as keys."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db.models import F, Value
from django.test import Client
from django.urls import reverse

from payung.engines import sealed
from payung.programme.journal.models import Entry
from payung.programme.people.devices import add_device, end_device
from payung.programme.people.models import (
    DeviceKey,
    Grant,
    IndexToken,
    Person,
    RecordKey,
    Team,
    TeamEpoch,
)
from payung.programme.people.rewrapping import left_over, rewrap_some, unfinished
from payung.programme.people.sealed_fields import NotSealed
from payung.programme.people.stored_keys import row_of, team_public
from payung.programme.people.teams import (
    HoldsNoKeys,
    NotAMember,
    NotInTheTeam,
    grant_team,
    remove_member,
)
from payung.programme.reports.models import Report
from tests.cast import (
    ANJU,
    DONOR,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    account,
    as_actor,
    keepers,
    team_of,
)


pytestmark = pytest.mark.django_db
Values = tuple[tuple[str, str], ...]
NOTHING: Values = ()


def nothing(_secret: sealed.RecordSecret) -> Values:
    return NOTHING


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def kept(public: sealed.TeamPublic) -> UUID:
    record = uuid4()
    row_of(sealed.wrap_for_team(sealed.new_record_secret(record), public)).save()
    return record


def test_a_public_key_put_into_the_database_is_not_sealed_to() -> None:
    team, [_maya] = team_of(MAYA)
    his = sealed.new_team_keys(team.pk, epoch=1)
    TeamEpoch.objects.filter(team=team).update(public=his.public.kem)

    with pytest.raises(sealed.Refused):
        team_public(team)


def test_a_key_of_another_team_is_not_sealed_to() -> None:
    team, [maya] = team_of(MAYA)
    other, _ = team_of(RINA, name="Far team")
    theirs = TeamEpoch.objects.get(team=other)

    TeamEpoch.objects.filter(team=team).update(
        public=theirs.public, signature=theirs.signature, signed_by=theirs.signed_by
    )

    with pytest.raises(sealed.Refused):
        team_public(team)
    with pytest.raises(sealed.Refused):
        as_actor(person("maya")).unlocked.team(team.pk, 1)
    assert maya.handle == "maya"


@pytest.mark.parametrize("part", [DONOR, RINA], ids=["a donor", "another country"])
def test_whoever_may_hold_no_keys_is_let_into_no_team(part: object) -> None:
    team, [maya] = team_of(MAYA)
    stranger = account(part)  # type: ignore[arg-type]

    with pytest.raises(HoldsNoKeys):
        grant_team(actor=maya, team=team, member=stranger, at=THEN)

    assert Grant.objects.count() == 1


def test_a_donor_is_not_offered_on_the_team_page_and_a_forged_form_is_answered() -> (
    None
):
    team, _members = team_of(MAYA)
    account(DONOR)
    client = Client()
    client.post(reverse("sign-in"), {"handle": "maya", "passphrase": PASSPHRASE})
    address = reverse("team", kwargs={"team_id": team.pk})
    assert "donor" not in client.get(address).text

    answer = client.post(
        reverse("let-in", kwargs={"team_id": team.pk}),
        {"handle": "donor", "compared": "yes"},
        follow=True,
    )

    assert "needs no key to the notes" in answer.text
    assert Grant.objects.count() == 1


def test_of_two_who_take_each_other_out_one_comes_too_late() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)

    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)

    with pytest.raises(NotAMember):
        remove_member(actor=sunita, team=team, member=person("maya"), at=THEN)


def test_taking_out_twice_changes_the_key_once() -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)

    with pytest.raises(NotInTheTeam):
        remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)

    team.refresh_from_db()
    assert team.epoch == 2


def test_a_member_who_left_meanwhile_lets_nobody_in() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    outsider = account(OUTSIDER)
    # Her page was loaded before: `sunita` and `team` are as they were then.
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)

    with pytest.raises(NotAMember):
        grant_team(actor=sunita, team=team, member=outsider, at=THEN)


def test_one_key_that_is_none_does_not_keep_the_others_under_the_old_key() -> None:
    team, [maya, _anju, _sunita] = team_of(MAYA, ANJU, SUNITA)
    good = [kept(team_public(team)) for _ in range(3)]
    rubbish = sealed.Wrap(
        kind=sealed.WrapKind.TO_PUBLIC_KEY,
        record=UUID(int=1),
        team=team.pk,
        epoch=1,
        data=b"\x01" + bytes(1168),
    )
    row_of(rubbish).save()
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)
    job = unfinished([team.pk])
    assert job is not None

    rewrap_some(actor=maya, job=job, keepers=keepers(nothing), at=THEN)

    assert unfinished([team.pk]) is None
    assert left_over(Team.objects.get()) == 0
    assert RecordKey.objects.get(pk=UUID(int=1)).shut
    assert all(RecordKey.objects.get(pk=one).epoch == 2 for one in good)


def test_one_part_that_does_not_open_does_not_stop_the_change_of_keys() -> None:
    def refuses(_secret: sealed.RecordSecret) -> Values:
        raise sealed.Refused

    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    record = kept(team_public(team))
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)
    job = unfinished([team.pk])
    assert job is not None

    rewrap_some(actor=maya, job=job, keepers=keepers(refuses), at=THEN)

    assert RecordKey.objects.get(pk=record).epoch == 2
    assert IndexToken.objects.count() == 0


def test_a_note_that_comes_late_under_the_old_key_is_carried_over_too() -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    old = team_public(team)
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)
    job = unfinished([team.pk])
    assert job is not None
    rewrap_some(actor=maya, job=job, keepers=keepers(nothing), at=THEN)
    assert unfinished([team.pk]) is None
    late = kept(old)

    job = unfinished([team.pk])
    assert job is not None
    rewrap_some(actor=maya, job=job, keepers=keepers(nothing), at=THEN)

    assert RecordKey.objects.get(pk=late).epoch == 2
    assert unfinished([team.pk]) is None


def test_the_journal_keeps_no_name_of_a_phone() -> None:
    sunita = as_actor(account(SUNITA))
    add_device(actor=sunita, name="the phone of Sunita's sister", at=THEN)
    device = DeviceKey.objects.get()

    end_device(actor=sunita, device=device, at=THEN)

    details = [entry.details for entry in Entry.objects.order_by("number")]
    assert details == [{"device": device.pk}, {"device": device.pk}]


@pytest.mark.parametrize(
    "words",
    ["words", b"words", Value("words"), F("reference"), F("country")],
    ids=["text", "bytes", "a value", "another column", "a short column"],
)
def test_a_sealed_column_takes_no_words_from_an_update(words: object) -> None:
    with pytest.raises(NotSealed):
        Report.objects.update(story=words)


def test_a_sealed_column_may_be_copied_from_a_sealed_column_and_emptied() -> None:
    Report.objects.update(story=F("details"))

    assert Report.objects.update(story=None) == 0
