"""What every vault promises, tried on the folder and on the fake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from payung.gateways.vault import (
    AlreadyKept,
    FakeVault,
    FolderVault,
    NoSuchFile,
    Vault,
)


NAME = UUID("7d444840-9dc0-11d1-b245-5ffdce74fad2")


@pytest.fixture(params=["folder", "fake"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    return FolderVault(tmp_path) if request.param == "folder" else FakeVault()


def test_what_is_kept_comes_back_whole(vault: Vault) -> None:
    size = vault.put(NAME, [b"sealed ", b"bytes"])

    assert size == 12
    with vault.open(NAME) as file:
        assert file.read() == b"sealed bytes"


def test_a_reader_can_jump_to_a_range(vault: Vault) -> None:
    vault.put(NAME, [b"sealed bytes"])

    with vault.open(NAME) as file:
        file.seek(7)

        assert file.read(5) == b"bytes"


def test_nothing_is_ever_written_over(vault: Vault) -> None:
    vault.put(NAME, [b"first"])

    with pytest.raises(AlreadyKept):
        vault.put(NAME, [b"second"])

    with vault.open(NAME) as file:
        assert file.read() == b"first"


def test_half_a_file_is_no_file(vault: Vault) -> None:
    def cut() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError("the phone lost its network")

    with pytest.raises(ConnectionError):
        vault.put(NAME, cut())

    with pytest.raises(NoSuchFile):
        vault.open(NAME)


def test_after_a_cut_the_same_file_can_be_sent_again(
    vault: Vault,
) -> None:
    def cut() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        vault.put(NAME, cut())

    vault.put(NAME, [b"whole"])

    with vault.open(NAME) as file:
        assert file.read() == b"whole"


def test_a_removed_file_is_gone(vault: Vault) -> None:
    vault.put(NAME, [b"x"])

    vault.remove(NAME)

    with pytest.raises(NoSuchFile):
        vault.open(NAME)
    with pytest.raises(NoSuchFile):
        vault.remove(NAME)
