"""The vault in a crowd: other accounts, a crash, two senders of one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from payung.gateways.vault import AlreadyKept, FolderVault


NAME = UUID(int=7)


def test_no_folder_of_the_vault_is_open_to_other_accounts(tmp_path: Path) -> None:
    folder = tmp_path / "vault"

    FolderVault(folder).put(NAME, [b"sealed"])

    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    assert [path.stat().st_mode & 0o077 for path in folders] == [0, 0]


def test_what_a_crash_left_half_does_not_stop_the_file_from_coming_again(
    tmp_path: Path,
) -> None:
    half = tmp_path / NAME.hex[:2] / f"{NAME.hex}.part"
    half.parent.mkdir()
    half.write_bytes(b"sea")

    FolderVault(tmp_path).put(NAME, [b"sealed"])

    assert FolderVault(tmp_path).open(NAME).read() == b"sealed"


def test_of_two_senders_of_one_name_the_first_to_end_is_kept(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)

    def slow() -> Iterator[bytes]:
        yield b"slow "
        vault.put(NAME, [b"quick"])
        yield b"one"

    with pytest.raises(AlreadyKept):
        vault.put(NAME, slow())

    assert vault.open(NAME).read() == b"quick"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [NAME.hex]
