"""Taking back destroys: nothing that anybody kept of it opens anything any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from payung.engines import sealed
from payung.programme.cases.models import Case
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.details import detail_field, detail_of, set_detail
from payung.programme.consents.lingering import anything_lingers, wipe_log
from payung.programme.consents.models import Detail, Purpose, PurposeDetail, PurposeKey
from payung.programme.consents.opening import NotOpened, opened
from payung.programme.people.actors import Actor
from payung.programme.people.models import RecordKey
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, one_case, say_yes


AtOnce = Callable[..., list[BaseException]]
NAME = "An invented name"


def with_name(actor: Actor, case: Case) -> PurposeDetail:
    """Keep a name for the attorney; return its row."""
    say_yes(actor, case)
    permit = opened(actor=actor, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    set_detail(permit, Detail.FULL_NAME, NAME)
    return PurposeDetail.objects.get(kind=Detail.FULL_NAME)


def take_back(actor: Actor, case: Case) -> None:
    withdraw(actor=actor, case=case, purpose=Purpose.ATTORNEY, at=NOW)


def test_a_copy_of_the_rows_of_before_opens_with_no_key_that_is_left(
    office: Office, case: Case
) -> None:
    kept = with_name(office.sunita, case)
    take_back(office.sunita, case)

    opened_by = [
        (who.handle, str(row.record))
        for who in (office.maya, office.sunita, office.anju)
        for row in RecordKey.objects.all()
        if opens(who, row, kept)
    ]

    assert RecordKey.objects.filter(team=office.team).exists()
    assert opened_by == []


def test_the_same_copy_opened_before_so_the_test_can_tell(
    office: Office, case: Case
) -> None:
    kept = with_name(office.sunita, case)

    opened_by = [
        who.handle
        for who in (office.maya, office.sunita, office.anju)
        for row in RecordKey.objects.all()
        if opens(who, row, kept)
    ]

    assert opened_by == ["maya", "sunita", "anju"]


def test_a_new_yes_does_not_bring_the_old_rows_back_to_life(
    office: Office, case: Case
) -> None:
    kept = with_name(office.sunita, case)
    take_back(office.sunita, case)
    say_yes(office.sunita, case)

    permit = opened(actor=office.maya, case=case, purpose=Purpose.ATTORNEY, at=NOW)

    with pytest.raises(sealed.Refused):
        sealed.open_field(permit.secret, detail_field(kept.pk), kept.text)


def test_what_is_kept_for_another_purpose_stays(office: Office, case: Case) -> None:
    with_name(office.sunita, case)
    say_yes(office.sunita, case, Purpose.COMPLAINT)
    other = opened(actor=office.maya, case=case, purpose=Purpose.COMPLAINT, at=NOW)
    set_detail(other, Detail.FULL_NAME, NAME)

    take_back(office.sunita, case)

    assert detail_of(other, Detail.FULL_NAME) == NAME


def test_a_permit_of_before_keeps_nothing_afterwards(
    office: Office, case: Case
) -> None:
    with_name(office.sunita, case)
    held = opened(actor=office.maya, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    take_back(office.sunita, case)

    with pytest.raises(NotOpened):
        set_detail(held, Detail.ADDRESS, "Behind the mill")

    assert detail_of(held, Detail.FULL_NAME) == ""
    assert not PurposeDetail.objects.exists()


def test_what_stays_says_only_that_there_was_a_permission(
    office: Office, case: Case
) -> None:
    with_name(office.sunita, case)
    take_back(office.sunita, case)

    [key] = PurposeKey.objects.filter(case=case)
    assert (key.purpose, key.shut_at) == ("c_attorney", NOW)
    assert not key.details.exists()
    assert not RecordKey.objects.filter(record=key.record).exists()


def test_an_emptied_detail_is_deleted_and_not_kept_empty(
    office: Office, case: Case
) -> None:
    with_name(office.sunita, case)
    permit = opened(actor=office.maya, case=case, purpose=Purpose.ATTORNEY, at=NOW)

    set_detail(permit, Detail.FULL_NAME, "  ")

    assert not PurposeDetail.objects.exists()


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'",
    reason="where PostgreSQL keeps dead rows, the explanation page says",
)
def test_no_byte_of_the_wrap_or_of_the_name_is_left_in_the_files_of_the_database(
    at_once: AtOnce, tmp_path: Path
) -> None:
    case, [maya, *_others] = one_case()
    kept = with_name(maya, case)
    wrap = bytes(RecordKey.objects.get(record=kept.key_id).wrap)
    needles = [wrap[8:40], kept.text.data[8:40]]
    before = files_of_database(tmp_path)

    take_back(maya, case)

    after = files_of_database(tmp_path)
    assert [needle in before for needle in needles] == [True, True]
    assert [needle in after for needle in needles] == [False, False]
    assert not anything_lingers()


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'",
    reason="where PostgreSQL keeps dead rows, the explanation page says",
)
def test_while_somebody_reads_it_is_remembered_that_bytes_linger(
    at_once: AtOnce, tmp_path: Path
) -> None:
    import sqlite3

    case, [maya, *_others] = one_case()
    with_name(maya, case)
    reader = sqlite3.connect(tmp_path / "tests.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM consents_consent").fetchone()

    take_back(maya, case)
    lingered = anything_lingers()
    reader.execute("COMMIT")
    reader.close()

    assert lingered
    assert wipe_log()
    assert not anything_lingers()


def test_a_key_kept_for_a_moment_longer_is_no_permission(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, expires_at=NOW + timedelta(hours=1))

    with pytest.raises(NotOpened):
        opened(
            actor=office.maya,
            case=case,
            purpose=Purpose.ATTORNEY,
            at=NOW + timedelta(hours=2),
        )

    assert PurposeKey.objects.filter(case=case, shut_at=None).exists()


def opens(who: Actor, row: RecordKey, kept: PurposeDetail) -> bool:
    """Return whether a person's key of one record opens a row that was copied."""
    try:
        secret = who.unlocked.unwrap(row)
        text = sealed.open_field(secret, detail_field(kept.pk), kept.text)
    except sealed.Refused:
        return False
    return text == NAME


def files_of_database(folder: Path) -> bytes:
    """Return every byte of the database's file and of its log."""
    connection.ensure_connection()
    found = sorted(folder.glob("tests.sqlite3*"))
    return b"".join(one.read_bytes() for one in found if not one.name.endswith("-shm"))
