"""Snapshots of calls outlive a crash and lie in memory, never on a disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from payung.gateways.telephone.desk.memory import (
    Memory,
    NotAnId,
    NotInMemory,
    kind_of_mount,
)
from tests.gateways.telephone.waiting import wait_until


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder in the machine's memory."""
    with TemporaryDirectory(dir="/dev/shm", prefix="payung-tests-") as folder:
        yield Path(folder) / "calls"


def test_what_was_kept_is_there_for_the_next_process(folder: Path) -> None:
    Memory(folder).keep("call-1", b"ringing")

    assert Memory(folder).all() == {"call-1": b"ringing"}


def test_a_later_snapshot_replaces_the_one_before(folder: Path) -> None:
    memory = Memory(folder)

    memory.keep("call-1", b"ringing and much more")
    memory.keep("call-1", b"talking")

    assert memory.all() == {"call-1": b"talking"}


def test_a_forgotten_call_is_gone_and_may_be_forgotten_again(folder: Path) -> None:
    memory = Memory(folder)
    memory.keep("call-1", b"talking")
    memory.keep("call-2", b"talking")

    memory.forget("call-1")
    memory.forget("call-1")

    assert memory.all() == {"call-2": b"talking"}


def test_a_folder_on_a_disk_is_refused_with_a_remedy(tmp_path: Path) -> None:
    mount = "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"

    assert kind_of_mount(tmp_path, mount) == "ext4"
    if kind_of_mount(tmp_path, Path("/proc/self/mountinfo").read_text()) == "tmpfs":
        pytest.fail("Let --basetemp be on a disk: this test needs one.")
    with pytest.raises(NotInMemory, match="Name a folder in /dev/shm"):
        Memory(tmp_path / "calls")
    assert not (tmp_path / "calls").exists()


def test_a_test_may_keep_calls_anywhere(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "calls", anywhere=True)

    memory.keep("call-1", b"x")

    assert memory.all() == {"call-1": b"x"}


def test_a_link_from_memory_to_a_disk_is_seen_through(
    folder: Path, tmp_path: Path
) -> None:
    folder.symlink_to(tmp_path)

    with pytest.raises(NotInMemory):
        Memory(folder)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/run/payung", "tmpfs"),
        ("/run/lock/payung", "ext4"),
        ("/runner", "ext4"),
        ("/dev/shm", "tmpfs"),  # noqa: S108
        ("/with space/x", "tmpfs"),
        ("/mnt/x", "tmpfs"),
    ],
)
def test_the_innermost_mount_decides(folder: str, kind: str) -> None:
    mounts = (
        "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "22 21 0:5 / /run rw shared:5 master:2 - tmpfs tmpfs rw,size=9k\n"
        "23 22 8:2 / /run/lock rw - ext4 /dev/sda2 rw\n"
        "24 21 0:6 / /dev/shm rw - tmpfs tmpfs rw\n"
        "25 21 0:7 / /with\\040space rw - tmpfs tmpfs rw\n"
        "26 21 8:3 / /mnt rw - ext4 /dev/sda3 rw\n"
        "27 21 0:8 / /mnt rw - tmpfs tmpfs rw\n"
    )

    assert kind_of_mount(Path(folder), mounts) == kind


def test_only_the_owner_may_look(folder: Path) -> None:
    old = os.umask(0)
    try:
        Memory(folder).keep("call-1", b"x")
    finally:
        os.umask(old)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "call-1").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "id", ["", "../x", "a/b", ".hidden", "x" * 65, "a@127.0.0.1", "\u0661", "a\n"]
)
def test_a_name_that_could_name_a_person_or_another_file_is_refused(
    folder: Path,
    id: str,  # noqa: A002
) -> None:
    memory = Memory(folder)

    with pytest.raises(NotAnId):
        memory.keep(id, b"x")
    with pytest.raises(NotAnId):
        memory.forget(id)


WRITER = """
import sys
from pathlib import Path
from payung.gateways.telephone.desk.memory import Memory

memory = Memory(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    for sign in (b"a", b"b", b"c"):
        memory.keep("call-1", sign * 200_000)
"""


def test_a_kill_at_any_moment_leaves_a_whole_snapshot(folder: Path) -> None:
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        wait_until((folder / "call-1").exists)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()

        kept = Memory(folder).all()

        assert list(kept) == ["call-1"]
        assert kept["call-1"] in [sign * 200_000 for sign in (b"a", b"b", b"c")]
        assert [each.name for each in folder.iterdir()] == ["call-1"]
