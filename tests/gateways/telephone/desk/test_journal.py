"""What happened is on the disk before anything is done about it."""

from __future__ import annotations

import logging
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from payung.engines.sealed import Envelope
from payung.gateways.telephone import Called, NewsKind
from payung.gateways.telephone.desk.journal import Journal, JournalShut
from payung.gateways.telephone.desk.paper import NotPaper
from tests.gateways.telephone.samples import (
    LINE,
    THEN,
    arrival,
    ending,
    news,
)


DAYS_LATER = THEN + timedelta(days=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "telephone" / "journal.sqlite3"


def test_news_come_back_in_the_order_in_which_they_were_written(path: Path) -> None:
    first, second, third = arrival(), news(seq=2), arrival("call-2")
    journal = Journal(path)

    for each in (first, second, third):
        assert journal.write(each)

    assert journal.unsent() == (first, second, third)


def test_what_was_written_is_there_for_the_next_process(path: Path) -> None:
    first = arrival()
    Journal(path).write(first)

    assert Journal(path).unsent() == (first,)


def test_the_same_news_twice_are_the_same_news(path: Path) -> None:
    first, journal = arrival(), Journal(path)

    journal.write(first)
    journal.write(first)

    assert journal.unsent() == (first,)


def test_news_written_again_after_they_were_delivered_stay_delivered(
    path: Path,
) -> None:
    first, second, journal = arrival(), news(), Journal(path)
    journal.write(first)
    journal.write(second)
    journal.sent([first.id], at=THEN)

    journal.write(first)

    assert journal.unsent() == (second,)


def test_every_write_is_flushed_to_the_disk_itself(path: Path) -> None:
    journal = Journal(path)

    journal.write(arrival())

    # No test can cut the power; 2 is what SQLite calls FULL.
    assert journal._file is not None
    asked = journal._file._connection.execute("PRAGMA synchronous").fetchone()
    assert asked == (2,)


def test_what_was_delivered_is_not_delivered_again(path: Path) -> None:
    first, second, journal = arrival(), news(), Journal(path)
    journal.write(first)
    journal.write(second)

    journal.sent([first.id], at=THEN)

    assert journal.unsent() == (second,)
    assert Journal(path).unsent() == (second,)


def test_the_news_of_a_call_that_is_held_are_left_out(path: Path) -> None:
    held, other, journal = arrival("call-1"), arrival("call-2"), Journal(path)
    journal.write(held)
    journal.write(other)

    assert journal.unsent(apart={"call-1"}) == (other,)


def test_news_that_were_refused_are_kept_aside_and_hold_nobody_up(path: Path) -> None:
    bad, good, journal = arrival("call-1"), arrival("call-2"), Journal(path)
    journal.write(bad)
    journal.write(good)

    journal.refuse(bad.id)

    assert journal.unsent() == (good,)
    assert journal.refused() == (bad.id,)
    assert (journal.counts().unsent, journal.counts().refused) == (1, 1)


def test_once_the_application_is_mended_what_was_refused_is_delivered(
    path: Path,
) -> None:
    bad, journal = arrival(), Journal(path)
    journal.write(bad)
    journal.refuse(bad.id)

    journal.try_refused_again()

    assert journal.unsent() == (bad,)
    assert journal.refused() == ()


def test_news_from_a_version_nobody_can_read_are_put_aside(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    strange, plain, journal = arrival("call-1"), arrival("call-2"), Journal(path)
    journal.write(strange)
    journal.write(plain)
    change(path, "UPDATE news SET paper = '{}' WHERE id = ?", str(strange.id))

    unsent = journal.unsent()

    assert unsent == (plain,)
    assert journal.refused() == (strange.id,)
    assert "cannot be read" in caplog.text


def test_after_a_crash_the_calls_without_an_end_are_known(path: Path) -> None:
    journal = Journal(path)
    for each in (
        arrival("over"),
        arrival("open"),
        news(call="open", seq=2),
        ending("over", seq=2),
        news(call="order-1", seq=1),
    ):
        journal.write(each)
    journal.sent([each.id for each in journal.unsent()], at=THEN)

    open_calls = Journal(path).open_calls()

    found = [
        (each.line, each.call, each.last_seq, each.is_order) for each in open_calls
    ]
    assert found == [(LINE, "open", 2, False), (LINE, "order-1", 1, True)]


def test_a_call_that_is_over_and_delivered_is_forgotten_after_two_days(
    path: Path,
) -> None:
    journal = Journal(path)
    whole = (arrival(), ending())
    for each in whole:
        journal.write(each)
    journal.sent([each.id for each in whole], at=THEN)

    journal.prune(at=THEN + timedelta(hours=47))
    assert rows_in(path) == 2

    journal.prune(at=THEN + timedelta(hours=49))
    assert rows_in(path) == 0


def test_a_call_is_kept_while_any_of_its_news_is_undelivered(path: Path) -> None:
    first, last, journal = arrival(), ending(), Journal(path)
    journal.write(first)
    journal.write(last)
    journal.sent([first.id], at=THEN)

    journal.prune(at=DAYS_LATER)

    assert rows_in(path) == 2
    assert journal.unsent() == (last,)


def test_a_call_without_an_end_is_never_forgotten(path: Path) -> None:
    first, journal = arrival(), Journal(path)
    journal.write(first)
    journal.sent([first.id], at=THEN)

    journal.prune(at=DAYS_LATER)

    assert [each.call for each in journal.open_calls()] == ["call-1"]


def test_nothing_of_a_forgotten_call_is_left_in_any_file(path: Path) -> None:
    journal = Journal(path)
    whole = (arrival("needle-in-the-file"), ending("needle-in-the-file"))
    for each in whole:
        journal.write(each)
    journal.sent([each.id for each in whole], at=THEN)
    assert b"needle-in-the-file" in everything_in(path.parent)

    journal.prune(at=DAYS_LATER)

    assert b"needle-in-the-file" not in everything_in(path.parent)


def test_only_the_owner_may_read_a_journal(path: Path) -> None:
    Journal(path).write(arrival())

    modes = [each.stat().st_mode & 0o077 for each in path.parent.iterdir()]

    assert modes == [0] * len(modes)
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_journal_counts_and_knows_its_newest_news(path: Path) -> None:
    journal = Journal(path)
    journal.write(arrival())
    journal.write(ending(at=THEN + timedelta(seconds=61)))

    counts = journal.counts()

    assert (counts.unsent, counts.refused, counts.durable) == (2, 0, True)
    assert counts.last_news_at == THEN + timedelta(seconds=61)


def test_an_empty_journal_has_no_newest_news(path: Path) -> None:
    assert Journal(path).counts().last_news_at is None


def test_news_that_could_not_be_read_again_are_not_written(path: Path) -> None:
    journal = Journal(path)
    nobody = news(NewsKind.RINGING, call="")

    with pytest.raises(NotPaper, match=r"news\.call"):
        journal.write(nobody)

    assert journal.unsent() == ()


def test_news_that_a_full_disk_refuses_are_delivered_all_the_same(path: Path) -> None:
    first, stuck, after = arrival("call-1"), arrival("call-2"), arrival("call-3")
    journal = Journal(path)
    journal.write(first)

    with full_disk(path.parent):
        assert not journal.write(stuck)
        assert journal.unsent() == (first, stuck)
        assert journal.unsent(apart={"call-2"}) == (first,)
        assert not journal.counts().durable

    assert journal.write(after)
    assert Journal(path).unsent() == (first, stuck, after)


def test_what_was_delivered_from_a_full_disk_is_not_delivered_again(
    path: Path,
) -> None:
    first, stuck, bad = arrival("call-1"), arrival("call-2"), arrival("call-3")
    journal = Journal(path)
    journal.write(first)

    with full_disk(path.parent):
        journal.write(stuck)
        journal.write(bad)
        journal.sent([first.id, stuck.id], at=THEN)
        journal.refuse(bad.id)
        assert journal.unsent() == ()

    assert journal.counts().durable
    again = Journal(path)
    assert (again.unsent(), again.refused()) == ((), (bad.id,))


def test_a_line_opens_although_the_disk_is_full(path: Path) -> None:
    first = arrival()
    path.parent.mkdir()

    with full_disk(path.parent):
        journal = Journal(path)
        assert not journal.write(first)
        assert journal.unsent() == (first,)

    assert journal.write(ending())
    assert Journal(path).unsent()[0] == first


@pytest.mark.parametrize("where", [0, 40, 4096, 9000], ids="from byte {}".format)
def test_a_torn_file_is_set_aside_and_a_new_one_begun(
    path: Path, where: int, caplog: pytest.LogCaptureFixture
) -> None:
    journal = Journal(path)
    for each in range(20):
        journal.write(arrival(f"call-{each}"))
    journal.close()
    tear(path, where)
    torn = path.read_bytes()

    fresh = Journal(path)

    after = arrival("after")
    assert fresh.write(after)
    assert fresh.unsent(100)[-1] == after
    assert path.with_name("journal.sqlite3.torn-1").read_bytes() == torn
    assert "journal.sqlite3 was torn" in caplog.text


def test_what_can_still_be_read_of_a_torn_file_is_carried_over(path: Path) -> None:
    kept = [arrival(f"call-{each}") for each in range(40)]
    journal = Journal(path)
    for each in kept:
        journal.write(each)
    journal.close()
    tear(path, path.stat().st_size - 3 * 4096)

    rescued = Journal(path).unsent(100)

    assert 0 < len(rescued) < 40
    assert list(rescued) == [each for each in kept if each in rescued]


def test_a_file_torn_while_it_is_open_stops_nothing(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal = Journal(path)
    for each in range(20):
        journal.write(arrival(f"call-{each}"))
    squeeze(path)
    tear(path, 4096)

    last = ending("call-3")
    journal.write(last)

    assert last in journal.unsent(100)
    assert journal.write(ending("call-4"))
    assert "was torn" in caplog.text


def test_a_second_torn_file_does_not_replace_the_first(path: Path) -> None:
    for _ in range(2):
        Journal(path).close()
        path.write_bytes(b"no database at all" * 300)
        Journal(path).close()

    assert path.with_name("journal.sqlite3.torn-1").exists()
    assert path.with_name("journal.sqlite3.torn-2").exists()


WRITER = """
import sys
from pathlib import Path
from payung.gateways.telephone.desk.journal import Journal
from tests.gateways.telephone.samples import THEN, ending, news

journal = Journal(Path(sys.argv[1]))
print("ready", flush=True)
before = None
while True:
    each = news()
    if not journal.write(each):
        sys.exit("not durable")
    print(each.id, flush=True)
    if before is not None:
        journal.sent([before], at=THEN)
    before = each.id
"""


def test_whatever_was_written_survives_a_kill_at_any_moment(path: Path) -> None:
    chance = random.Random(20_261_122)
    said: set[UUID] = set()

    for _ in range(8):
        lines = chance.randrange(1, 60)
        said |= set(killed_after(lines, path))

    assert said == {UUID(each) for each in ids_in(path)} & said
    assert len(said) > 20
    assert not list(path.parent.glob("*.torn-*"))


def killed_after(lines: int, path: Path) -> list[UUID]:
    """Return what a process said it had written before it was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    read = [writer.stdout.readline() for _ in range(lines)]
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    whole = [line for line in [*read, *rest.splitlines(keepends=True)] if "\n" in line]
    return [UUID(line.strip()) for line in whole]


def test_no_number_lies_in_the_journal_in_clear(path: Path) -> None:
    journal = Journal(path)
    each = arrival()

    journal.write(each)

    assert each.arrived is not None
    assert isinstance(each.arrived.number, Envelope)
    assert b"5550100" not in everything_in(path.parent)


def test_the_log_says_nothing_of_a_call(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    journal = Journal(path)
    each = arrival("call-that-is-secret")

    journal.write(each)
    journal.refuse(each.id)

    assert "call-that-is-secret" not in caplog.text


def change(path: Path, sql: str, *values: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql, values)
    connection.close()


def rows_in(path: Path) -> int:
    return len(ids_in(path))


def ids_in(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [each for (each,) in connection.execute("SELECT id FROM news")]
    connection.close()
    return found


def everything_in(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Let no file of this process grow beyond the largest one here, as a full disk."""
    largest = max((each.stat().st_size for each in folder.iterdir()), default=0)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def tear(path: Path, where: int) -> None:
    whole = bytearray(path.read_bytes())
    hole = b"\xa5" * 4096
    whole[where : where + len(hole)] = hole
    path.write_bytes(bytes(whole[: max(len(whole), where)]))


def squeeze(path: Path) -> None:
    """Bring all from the write-ahead file into the file itself."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_it_says_which_calls_arrived_in_a_time_delivered_or_not(path: Path) -> None:
    journal = Journal(path)
    inside, rung = arrival("call-1"), news(seq=2)
    for each in (inside, rung, arrival("call-2"), news(call="order-1", seq=1)):
        journal.write(each)
    journal.sent([inside.id, rung.id], at=THEN)

    found = journal.called(THEN, THEN + timedelta(seconds=1))
    before = journal.called(THEN - timedelta(hours=1), THEN)

    assert found == Called(arrived=("call-1", "call-2"))
    assert before == Called(arrived=())


def test_it_says_of_which_calls_and_orders_news_were_put_aside(path: Path) -> None:
    journal = Journal(path)
    aside = news(call="order-1", seq=1)
    journal.write(arrival("call-1"))
    journal.write(aside)
    journal.refuse(aside.id)

    found = journal.called(THEN, THEN + timedelta(seconds=1))

    assert found == Called(arrived=("call-1",), put_aside=("order-1",))


def test_where_the_disk_refuses_it_says_nothing_rather_than_that_nobody_called(
    tmp_path: Path,
) -> None:
    (tmp_path / "telephone").write_text("a file where the folder should be")
    journal = Journal(tmp_path / "telephone" / "journal.sqlite3")
    journal.write(arrival("call-1"))

    with pytest.raises(JournalShut):
        journal.called(THEN, THEN + timedelta(days=1))
