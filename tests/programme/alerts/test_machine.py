"""What the server may know at night lies in memory, and is noticed when it does not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from payung.engines import sealed
from payung.programme.alerts import machine
from payung.programme.alerts import memory as memory_module
from payung.programme.alerts.holdings import holding_of
from payung.programme.alerts.models import Machine, Way, WayKind
from payung.programme.alerts.queries import line_is_open
from payung.programme.alerts.ways import add_way, address_of, whose_address
from payung.programme.journal.models import Entry
from payung.programme.people.holdings import Holders
from payung.programme.people.models import Person, RecordKey, Renewal
from payung.programme.people.rewrapping import rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from tests.cast import RINA, account, as_actor, keepers
from tests.programme.alerts.conftest import NOW, SUNITAS, Office, way_of


def test_the_key_is_wrapped_for_the_team_and_lies_in_one_small_file(
    office: Office, memory: Path
) -> None:
    [file] = memory.iterdir()

    assert line_is_open("np")
    assert RecordKey.objects.filter(record=Machine.objects.get().record).exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(memory.stat().st_mode) == 0o700


def test_a_second_machine_is_refused(office: Office) -> None:
    with pytest.raises(machine.StartedAlready):
        machine.start_machine(actor=office.maya, team=office.team, at=NOW)

    assert line_is_open("np")


def test_without_memory_nobody_is_known_and_no_password_is_given(
    office: Office,
) -> None:
    machine.forget("np")

    assert not line_is_open("np")
    assert address_of(way_of("sunita", WayKind.SMS)) is None
    assert whose_address(f"tel:{SUNITAS}") is None
    with pytest.raises(machine.MachineAsleep):
        machine.bearer("np")


def test_whoever_opens_her_keys_puts_it_back(office: Office) -> None:
    before = machine.bearer("np")
    machine.forget("np")

    there = machine.put_in_memory(actor=office.sunita, at=NOW)

    assert there
    assert machine.bearer("np") == before
    assert Entry.objects.filter(kind="machine.awake").count() == 1


def test_putting_it_back_where_it_is_changes_nothing(office: Office) -> None:
    machine.put_in_memory(actor=office.sunita, at=NOW)

    assert not Entry.objects.filter(kind="machine.awake").exists()


def test_an_outsider_cannot_put_it_back(office: Office) -> None:
    machine.forget("np")

    there = machine.put_in_memory(actor=office.outsider, at=NOW)

    assert not there
    assert not line_is_open("np")


def test_a_country_without_a_machine_has_no_line(office: Office) -> None:
    rina = as_actor(account(RINA))

    there = machine.put_in_memory(actor=rina, at=NOW)

    assert not there
    assert not line_is_open("bd")


def test_the_key_of_another_database_is_not_used(office: Office) -> None:
    stranger = sealed.new_record_secret(Machine.objects.get().record)

    memory_module.keep("np", stranger)

    assert machine.machine_secret("np") is None


def test_a_half_file_is_no_key(office: Office, memory: Path) -> None:
    (memory / "np.key").write_bytes(b"half")

    assert machine.machine_secret("np") is None


def test_a_folder_others_can_look_into_is_not_trusted(
    office: Office, memory: Path
) -> None:
    memory.chmod(0o755)

    assert machine.machine_secret("np") is None


def test_a_folder_that_is_a_link_is_not_trusted(
    office: Office, memory: Path, tmp_path: Path
) -> None:
    memory.rename(tmp_path / "elsewhere")
    memory.symlink_to(tmp_path / "elsewhere")

    assert machine.machine_secret("np") is None


def test_outside_of_demonstrations_a_disk_is_refused(
    office: Office, settings: Settings, memory: Path
) -> None:
    settings.PLAIN_HTTP = False
    settings.MACHINE_MEMORY = Path.cwd() / f"payung-no-{os.getpid()}"
    secret = sealed.new_record_secret(Machine.objects.get().record)

    try:
        with pytest.raises(memory_module.NotMemory):
            memory_module.keep("np", secret)
    finally:
        settings.MACHINE_MEMORY.rmdir()


def test_the_shared_memory_of_linux_is_accepted(
    office: Office, settings: Settings
) -> None:
    settings.PLAIN_HTTP = False
    settings.MACHINE_MEMORY = None
    secret = sealed.new_record_secret(Machine.objects.get().record)

    memory_module.keep("np", secret)

    try:
        kept = memory_module.kept("np")
        assert kept is not None
        assert kept.key == secret.key
    finally:
        memory_module.forget("np")
        memory_module.folder().rmdir()


def test_a_number_has_one_token_by_whichever_channel_it_comes(office: Office) -> None:
    add_way(actor=office.sunita, kind=WayKind.SIGNAL, address=SUNITAS, at=NOW)

    tokens = {bytes(way.token) for way in Way.objects.filter(person__handle="sunita")}

    assert tokens == {machine.number_token("np", SUNITAS)}


def test_after_a_new_key_for_everything_the_line_is_shut_until_it_is_opened_anew(
    office: Office,
) -> None:
    anju = Person.objects.get(handle="anju")
    remove_member(
        actor=office.maya, team=office.team, member=anju, renewal=Renewal.KEYS, at=NOW
    )
    maya = as_actor(Person.objects.get(handle="maya"), at=NOW)
    job = unfinished([office.team.pk])
    assert job is not None
    holders = Holders(apps=(holding_of,))

    rewrap_some(actor=maya, job=job, keepers=keepers(lambda _s: (), holders), at=NOW)
    shut = line_is_open("np")
    machine.put_in_memory(actor=maya, at=NOW)

    assert not shut
    assert address_of(way_of("sunita", WayKind.SMS)) == f"tel:{SUNITAS}"
    found = whose_address(f"tel:{SUNITAS}")
    assert found is not None
    assert found.handle == "sunita"
