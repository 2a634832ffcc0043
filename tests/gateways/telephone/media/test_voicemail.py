"""A message is sealed before it reaches the disk, and is heard again as it was said."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import pytest

from payung.engines.sealed import RecordSecret, StreamReader, plain_size
from payung.gateways.telephone.media.voicemail import Kept, Message, NotKept
from payung.gateways.telephone.media.wav import HEAD_BYTES, message_head
from payung.gateways.vault import FakeVault, FolderVault, NoSuchFile
from tests.gateways.telephone.media.phone import Desk
from tests.needles import bytes_of_folder


RECORD = UUID("00000000-0000-4000-8000-000000000001")
FILE = UUID("00000000-0000-4000-8000-000000000002")
SECRET = RecordSecret(record=RECORD, key=b"\x07" * 32)
NEEDLE = b"a-voice-that-nobody-may-find-"
PIECE = (NEEDLE * 60)[:1600]


def opened(vault: FolderVault | FakeVault) -> bytes:
    with vault.open(FILE) as file:
        return b"".join(StreamReader(SECRET, FILE, io.BytesIO(file.read())))


def test_a_message_is_heard_again_as_it_was_said(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)
    message = Message(vault, SECRET, FILE)
    for _ in range(100):
        message.take(PIECE)

    kept = message.end()

    assert kept.seconds == 20.0
    assert kept.lost == 0.0
    assert plain_size(kept.size) == HEAD_BYTES + 160_000
    assert opened(vault) == message_head() + PIECE * 100


def test_nothing_of_a_message_lies_on_the_disk_in_clear(tmp_path: Path) -> None:
    message = Message(FolderVault(tmp_path), SECRET, FILE)
    for _ in range(100):
        message.take(PIECE)

    message.end()

    kept = bytes_of_folder(tmp_path)
    assert len(kept) > 160_000
    assert NEEDLE not in kept
    assert b"RIFF" not in kept


KILLED = """
import sys, time
from pathlib import Path
from uuid import UUID
from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.media.voicemail import Message
from payung.gateways.vault import FolderVault

record, file = UUID(sys.argv[2]), UUID(sys.argv[3])
secret = RecordSecret(record=record, key=bytes(32))
message = Message(FolderVault(Path(sys.argv[1])), secret, file)
for _ in range(100):
    message.take((bytes(sys.argv[4], "ascii") * 60)[:1600])
while not any(path.stat().st_size > 60_000 for path in Path(sys.argv[1]).rglob("*.part")):
    time.sleep(0.01)
print("half", flush=True)
time.sleep(60)
"""


def test_a_crash_in_mid_message_leaves_nothing_in_clear(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, tmp_path, RECORD, FILE, NEEDLE.decode()]
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE
    ) as crashing:
        assert crashing.stdout is not None
        assert crashing.stdout.readline() == b"half\n"
        crashing.send_signal(signal.SIGKILL)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.suffix for path in files] == [".part"]
    assert len(files[0].read_bytes()) > 60_000
    assert NEEDLE not in bytes_of_folder(tmp_path)
    with pytest.raises(NoSuchFile):
        FolderVault(tmp_path).open(FILE)


def test_a_message_without_a_word_is_an_empty_sound() -> None:
    vault = FakeVault()

    kept = Message(vault, SECRET, FILE).end()

    assert kept.seconds == 0.0
    assert opened(vault) == message_head()


def test_a_dropped_message_was_never_there(tmp_path: Path) -> None:
    message = Message(FolderVault(tmp_path), SECRET, FILE)
    for _ in range(100):
        message.take(PIECE)

    message.drop()

    with pytest.raises(NotKept):
        message.end()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_message_dropped_after_its_end_is_gone_too(tmp_path: Path) -> None:
    message = Message(FolderVault(tmp_path), SECRET, FILE)
    message.take(PIECE)
    message.end()

    message.drop()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_after_the_end_nothing_is_added() -> None:
    vault = FakeVault()
    message = Message(vault, SECRET, FILE)
    message.take(PIECE)
    first = message.end()

    message.take(PIECE)

    assert message.end() == first
    assert opened(vault) == message_head() + PIECE


def test_the_desk_is_told_when_it_is_safe_without_waiting() -> None:
    vault, desk = FakeVault(), Desk()
    told: list[Kept | None] = []
    message = Message(vault, SECRET, FILE)
    message.take(PIECE)

    message.end_later(desk.hand_over, told.append)
    desk.until(lambda: told)

    assert [kept.seconds for kept in told if kept is not None] == [0.2]


def test_a_message_that_was_kept_nowhere_is_told_as_none() -> None:
    vault, desk = FakeVault(), Desk()
    vault.put(FILE, [b"another"])
    told: list[Kept | None] = []
    message = Message(vault, SECRET, FILE)
    message.take(PIECE)

    message.end_later(desk.hand_over, told.append)
    desk.until(lambda: told)

    assert told == [None]
    assert vault.open(FILE).read() == b"another"


class HangingVault(FakeVault):
    """A vault whose disk hangs until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def put(self, name: UUID, chunks: Iterable[bytes]) -> int:
        self.go.wait(10)
        return super().put(name, chunks)


def test_a_disk_that_hangs_delays_nobody_and_what_is_lost_is_counted() -> None:
    vault = HangingVault()
    message = Message(vault, SECRET, FILE)
    for _ in range(310):
        message.take(PIECE)
    with pytest.raises(NotKept):
        message.end(patience=0.01)

    vault.go.set()
    kept = message.end()

    assert kept.seconds == 60.0
    assert kept.lost == 2.0
    assert opened(vault) == message_head() + PIECE * 300


def test_a_message_dropped_while_the_disk_hangs_is_not_kept_later() -> None:
    vault = HangingVault()
    message = Message(vault, SECRET, FILE)
    message.take(PIECE)

    message.drop()
    vault.go.set()

    with pytest.raises(NotKept):
        message.end()
    assert vault.kept == {}


class CountingVault(FakeVault):
    """A vault that stops between having kept a file and saying so."""

    def __init__(self) -> None:
        super().__init__()
        self.puts: list[UUID] = []
        self.has_kept, self.go = threading.Event(), threading.Event()

    def put(self, name: UUID, chunks: Iterable[bytes]) -> int:
        size = super().put(name, chunks)
        self.puts.append(name)
        self.has_kept.set()
        self.go.wait(10)
        return size


def test_a_message_dropped_at_the_last_moment_is_not_kept() -> None:
    vault, desk = CountingVault(), Desk()
    message = Message(vault, SECRET, FILE)
    message.end_later(desk.hand_over, lambda kept: None)
    vault.has_kept.wait(10)

    message.drop()
    vault.go.set()

    with pytest.raises(NotKept):
        message.end()
    assert vault.kept == {}


def test_a_message_dropped_in_time_never_reaches_the_vault() -> None:
    vault = CountingVault()
    vault.go.set()
    message = Message(vault, SECRET, FILE)
    message.take(PIECE)

    message.drop()

    with pytest.raises(NotKept):
        message.end()
    assert vault.puts == []


def test_nothing_shows_the_key_or_the_sound() -> None:
    message = Message(FakeVault(), SECRET, FILE)
    message.take(PIECE)

    shown = repr(message) + repr(message.end())

    assert "a-voice" not in shown
    assert repr(SECRET.key) not in shown
