"""Who can open what: a team, a grant, a member who leaves."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from payung.engines import sealed
from payung.programme.people.access import members_of
from payung.programme.people.actors import KeysNeeded, actor_of
from payung.programme.people.look_up import note_values, records_with
from payung.programme.people.models import (
    Grant,
    IndexToken,
    KeySession,
    Person,
    RecordKey,
    Rewrapping,
    Team,
)
from payung.programme.people.rewrapping import (
    keep_within_team,
    left_over,
    rewrap_some,
    unfinished,
)
from payung.programme.people.stored_keys import row_of, team_public
from payung.programme.people.teams import (
    LastMember,
    NotAMember,
    grant_team,
    remove_member,
)
from tests.cast import (
    ANJU,
    MAYA,
    OUTSIDER,
    SUNITA,
    THEN,
    account,
    as_actor,
    keepers,
    team_of,
)


pytestmark = pytest.mark.django_db
NO_VALUES = tuple[tuple[str, str], ...]()


def sealed_record(team: Team) -> UUID:
    """Keep the key of a new record as intake does, with the public key only."""
    record = uuid4()
    wrap = sealed.wrap_for_team(sealed.new_record_secret(record), team_public(team))
    row_of(wrap).save()
    return record


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def test_a_member_opens_what_her_team_seals() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    record = sealed_record(team)

    secret = sunita.unlocked.secret(record)

    assert secret == maya.unlocked.secret(record)


def test_an_outsider_opens_nothing() -> None:
    team, _members = team_of(MAYA, SUNITA)
    outsider = as_actor(account(OUTSIDER))
    record = sealed_record(team)

    with pytest.raises(sealed.Refused):
        outsider.unlocked.secret(record)
    assert list(outsider.unlocked.secrets([record])) == []


def test_an_outsider_cannot_let_herself_in() -> None:
    team, _members = team_of(MAYA, SUNITA)
    outsider = as_actor(account(OUTSIDER))

    with pytest.raises(NotAMember):
        grant_team(actor=outsider, team=team, member=person("outsider"), at=THEN)

    assert Grant.objects.count() == 2


def test_a_grant_copied_to_another_person_opens_nothing() -> None:
    team, [_maya, sunita] = team_of(MAYA, SUNITA)
    outsider = account(OUTSIDER)
    record = sealed_record(team)
    Grant.objects.filter(member_id=sunita.person_id).update(member=outsider)

    with pytest.raises(sealed.Refused):
        as_actor(outsider).unlocked.secret(record)


def test_without_her_keys_an_actor_is_told_that_they_are_needed() -> None:
    _team, [maya] = team_of(MAYA)
    shut = actor_of(person("maya"), keys=None)

    with pytest.raises(KeysNeeded):
        _ = shut.unlocked
    assert maya.unlocked is not None


def test_a_new_member_opens_what_was_sealed_before_she_came() -> None:
    team, [maya] = team_of(MAYA)
    record = sealed_record(team)
    sunita = account(SUNITA)

    grant_team(actor=maya, team=team, member=sunita, at=THEN)

    secret = as_actor(sunita).unlocked.secret(record)
    assert secret == maya.unlocked.secret(record)


def test_who_was_taken_out_opens_nothing_that_comes_after() -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)
    team.refresh_from_db()
    record = sealed_record(team)

    with pytest.raises(sealed.Refused):
        as_actor(person("sunita")).unlocked.secret(record)
    assert [member.handle for member in members_of(team)] == ["maya"]


def test_who_was_taken_out_is_signed_out_of_her_keys_at_once() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)

    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)

    assert not KeySession.objects.filter(person_id=sunita.person_id).exists()


def test_the_last_member_stays() -> None:
    team, [maya] = team_of(MAYA)

    with pytest.raises(LastMember):
        remove_member(actor=maya, team=team, member=person("maya"), at=THEN)


def test_every_record_goes_to_the_new_key_even_when_the_work_stops_between() -> None:
    team, [maya, _anju, _sunita] = team_of(MAYA, ANJU, SUNITA)
    records = [sealed_record(team) for _ in range(5)]
    secrets = {record: maya.unlocked.secret(record) for record in records}
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)
    team.refresh_from_db()

    for _visit in range(3):
        job = unfinished([team.pk])
        assert job is not None
        # Each visit is another member with fresh keys: nothing is kept in memory.
        member = as_actor(person("anju"))
        rewrap_some(
            actor=member,
            job=job,
            keepers=keepers(lambda _s: NO_VALUES),
            at=THEN,
            most=2,
        )

    assert unfinished([team.pk]) is None
    assert Rewrapping.objects.get().done == 5
    assert left_over(team) == 0
    anju = as_actor(person("anju"))
    assert {record: anju.unlocked.secret(record) for record in records} == secrets


def test_a_number_is_found_again_after_the_key_changed() -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    record = sealed_record(team)
    number = ("phone", "+9779812345678")
    keys = maya.unlocked.team(team.pk, 1)
    note_values(keys=keys, record_id=record, values=[number])
    old_token = bytes(IndexToken.objects.get().token)
    remove_member(actor=maya, team=team, member=person("sunita"), at=THEN)
    job = unfinished([team.pk])
    assert job is not None

    rewrap_some(actor=maya, job=job, keepers=keepers(lambda _s: [number]), at=THEN)

    assert records_with(maya, *number) == {record}
    assert bytes(IndexToken.objects.get().token) != old_token


def test_another_number_finds_nothing() -> None:
    team, [maya] = team_of(MAYA)
    record = sealed_record(team)
    keys = maya.unlocked.team(team.pk, 1)
    note_values(keys=keys, record_id=record, values=[("phone", "+9779812345678")])

    assert records_with(maya, "phone", "+9779812345679") == set()
    assert records_with(maya, "code", "+9779812345678") == set()


def test_after_the_first_opening_a_key_is_kept_small() -> None:
    team, [maya] = team_of(MAYA)
    record = sealed_record(team)
    before = maya.unlocked.secret(record)

    keep_within_team(actor=maya, record_id=record)

    row = RecordKey.objects.get()
    assert row.kind == "S"
    assert len(bytes(row.wrap)) < 100
    assert maya.unlocked.secret(record) == before
