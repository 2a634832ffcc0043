"""Time stamps: waited for where nobody can be reached, and only a digest ever leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from payung.engines.bundles import read_digest_list
from payung.gateways.vault import FakeVault
from payung.gateways.witness import FakeWitness, Stamp
from payung.programme.cases import custody
from payung.programme.cases.custody_events import breaks_of, links_of
from payung.programme.cases.models import Case, Evidence
from payung.programme.evidence.models import StampRequest
from payung.programme.evidence.stamping import ask_for_stamp, stamp_due
from payung.programme.evidence.sweeping import sweep
from payung.programme.evidence.witnesses import BadWitnessFile, witnesses
from payung.programme.journal.models import Entry
from tests.gateways.witness.time_authority import Clock, make_clock, openssl, serving
from tests.programme.cases.conftest import NOW, Office
from tests.programme.evidence.conftest import LATER


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[Clock]:
    with serving(make_clock(tmp_path / "clock")) as made:
        yield made


@pytest.fixture
def authority(clock: Clock, settings: Settings, tmp_path: Path) -> Clock:
    file = tmp_path / "witnesses.toml"
    file.write_text(f'[ours]\naddress = "{clock.address}"\nroots = "clock/root.pem"\n')
    settings.WITNESSES = file
    return clock


def waiting() -> list[tuple[datetime | None, int, str]]:
    rows = StampRequest.objects.order_by("made_at")
    return list(rows.values_list("due_at", "tries", "why"))


def test_a_new_file_is_stamped_by_an_authority_that_is_reached(
    photo: Evidence, authority: Clock
) -> None:
    stamped = sweep(at=LATER)

    assert stamped == 1
    stamp = StampRequest.objects.get()
    listed = read_digest_list(bytes(stamp.listed))
    assert listed.file == photo.digest
    assert listed.custody == links_of(photo)[0].chain
    assert stamp.authority == "ours"
    assert stamp.stamped_at is not None
    last = links_of(photo)[-1]
    assert (last.kind, last.by) == ("stamped", "(program)")
    assert last.about == hashlib.sha256(bytes(stamp.listed)).hexdigest()
    assert breaks_of(photo) == ()
    assert Entry.objects.filter(kind="evidence.stamped").count() == 1


def test_openssl_accepts_what_is_kept(photo: Evidence, authority: Clock) -> None:
    sweep(at=LATER)

    stamp = StampRequest.objects.get()
    (authority.folder / "kept.tsr").write_bytes(bytes(stamp.token or b""))
    (authority.folder / "kept.txt").write_bytes(bytes(stamp.listed))
    (authority.folder / "kept.pem").write_bytes(bytes(stamp.vouchers or b""))
    said = openssl(
        "ts -verify -in kept.tsr -data kept.txt -CAfile kept.pem", authority.folder
    )
    assert "Verification: OK" in said


def test_neither_the_digest_of_the_file_nor_a_word_leaves(
    photo: Evidence, authority: Clock
) -> None:
    sweep(at=LATER)

    [request] = authority.asked
    assert bytes.fromhex(photo.digest) not in request
    assert photo.digest.encode() not in request
    assert photo.case.reference.encode() not in request


def test_without_an_authority_a_stamp_is_waited_for_and_nothing_is_asked(
    photo: Evidence, settings: Settings
) -> None:
    settings.WITNESSES = None

    assert sweep(at=LATER) == 0

    assert waiting() == [(LATER, 0, "")]


def test_an_authority_out_of_reach_is_asked_again_later_and_later(
    photo: Evidence,
) -> None:
    away = FakeWitness(clock=lambda: LATER)
    away.reachable = False
    ask_for_stamp(photo, at=LATER)

    waits = []
    at = LATER
    for _time in range(11):
        stamp_due([away], at=at, most=9)
        due = StampRequest.objects.get().due_at
        assert due is not None
        waits.append(int((due - at).total_seconds() // 60))
        at = due

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    assert StampRequest.objects.get().why == "not_reached"


def test_it_is_not_asked_before_it_is_due(photo: Evidence) -> None:
    away = FakeWitness(clock=lambda: LATER)
    away.reachable = False
    ask_for_stamp(photo, at=LATER)
    stamp_due([away], at=LATER, most=9)
    away.reachable = True

    early = stamp_due([away], at=LATER + timedelta(seconds=59), most=9)
    late = stamp_due([away], at=LATER + timedelta(seconds=60), most=9)

    assert (early, late) == (0, 1)


def test_where_the_first_authority_is_away_the_second_is_asked(photo: Evidence) -> None:
    first = FakeWitness(clock=lambda: LATER, name="first")
    first.reachable = False
    second = FakeWitness(clock=lambda: LATER, name="second")
    ask_for_stamp(photo, at=LATER)

    stamp_due([first, second], at=LATER, most=9)

    assert StampRequest.objects.get().authority == "second"


class Killed(BaseException):
    """Stands for a process that ends in the middle."""


class Dying(FakeWitness):
    """A witness whose answer never comes home, because we are killed before."""

    def stamp(self, listed: bytes) -> Stamp:
        super().stamp(listed)
        raise Killed


def test_a_request_whose_asker_died_is_asked_by_another_after_two_minutes(
    photo: Evidence,
) -> None:
    ask_for_stamp(photo, at=LATER)
    with pytest.raises(Killed):
        stamp_due([Dying(clock=lambda: LATER)], at=LATER, most=9)
    healthy = FakeWitness(clock=lambda: LATER)

    at_once = stamp_due([healthy], at=LATER + timedelta(seconds=119), most=9)
    later = stamp_due([healthy], at=LATER + timedelta(seconds=120), most=9)

    assert (at_once, later) == (0, 1)


def test_two_askers_at_the_same_moment_keep_one_stamp(
    at_once: Callable[..., list[BaseException]], photo: Evidence
) -> None:
    ask_for_stamp(photo, at=LATER)
    witness = FakeWitness(clock=lambda: LATER)

    raised = at_once(*[lambda: stamp_due([witness], at=LATER, most=9)] * 4)

    assert raised == []
    assert len(witness.digests) == 1
    kinds = [one.kind for one in links_of(photo)]
    assert kinds == ["received", "stamped"]


def test_a_file_is_queued_once_however_often_it_is_looked_for(
    photo: Evidence, paper: Evidence, settings: Settings
) -> None:
    settings.WITNESSES = None

    for minute in range(3):
        sweep(at=LATER + timedelta(minutes=minute))

    assert StampRequest.objects.count() == 2


def test_two_files_have_lists_that_cannot_be_guessed_from_one_another(
    photo: Evidence, paper: Evidence, authority: Clock
) -> None:
    sweep(at=LATER)

    lists = [read_digest_list(bytes(one.listed)) for one in StampRequest.objects.all()]
    assert len({one.request for one in lists}) == 2
    assert sorted(one.file for one in lists) == sorted([photo.digest, paper.digest])


def test_what_is_done_with_a_file_afterwards_does_not_touch_its_stamp(
    office: Office, case: Case, photo: Evidence, vault: FakeVault, authority: Clock
) -> None:
    sweep(at=LATER)
    token = bytes(StampRequest.objects.get().token or b"")

    custody.verify(actor=office.maya, evidence=photo, vault=vault, at=NOW)
    sweep(at=LATER + timedelta(days=1))

    assert bytes(StampRequest.objects.get().token or b"") == token
    assert len(authority.asked) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[ours\n", "cannot be read", id="no TOML"),
        pytest.param("ours = 1\n", "needs `address` and `roots`", id="no table"),
        pytest.param('[ours]\naddress = "https://x/"\n', "needs `address`", id="half"),
        pytest.param(
            '[ours]\naddress = "https://x/"\nroots = "none.pem"\n',
            "there is no such file",
            id="no certificates",
        ),
        pytest.param(
            '[ours]\naddress = "https://x/"\nroots = "witnesses.toml"\n',
            "holds no certificate",
            id="another file",
        ),
        pytest.param(
            '[ours]\naddress = "gopher://x/"\nroots = "clock/root.pem"\n',
            "none that can be asked",
            id="another way",
        ),
    ],
)
def test_a_file_of_authorities_with_a_mistake_says_where_and_never_the_address(
    settings: Settings, clock: Clock, tmp_path: Path, text: str, said: str
) -> None:
    settings.WITNESSES = tmp_path / "witnesses.toml"
    settings.WITNESSES.write_text(text)

    with pytest.raises(BadWitnessFile) as refused:
        witnesses()

    assert said in str(refused.value)
    assert "//x/" not in str(refused.value)


def test_the_moment_that_is_kept_is_the_one_of_the_authority(photo: Evidence) -> None:
    moment = datetime(2026, 11, 23, 5, 59, 58, tzinfo=UTC)
    ask_for_stamp(photo, at=LATER)

    stamp_due([FakeWitness(clock=lambda: moment)], at=LATER, most=9)

    assert StampRequest.objects.get().stamped_at == moment
