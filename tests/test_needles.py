"""The search for names finds them in every spelling; otherwise it would prove nothing."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import pytest

from tests.needles import bytes_of_folder, found


NAME = "Parbati Sherchan"


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(b"..Parbati Sherchan..", id="as it was typed"),
        pytest.param("..Parbati Sherchan".encode("utf-16-le"), id="in wide signs"),
        pytest.param(b"xx" + NAME.encode().hex().encode(), id="in hex"),
        pytest.param(base64.b64encode(b"said Parbati Sherchan!"), id="in base64"),
        pytest.param(base64.b64encode(b"s Parbati Sherchan!"), id="in base64, shifted"),
        pytest.param(base64.b64encode(b"sa Parbati Sherchan!"), id="shifted by two"),
    ],
)
def test_a_name_is_found(kept: bytes) -> None:
    assert found([NAME], kept) == [NAME]


def test_a_burmese_name_is_found_where_json_escaped_it() -> None:
    assert found(["မသီတာ"], b'{"a": "\\u1019\\u101e\\u102e\\u1010\\u102c"}') == ["မသီတာ"]


def test_another_name_is_not_found() -> None:
    assert found([NAME], b"Parbati Gurung and others") == []


def test_what_is_gzipped_in_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "log.gz").write_bytes(gzip.compress(NAME.encode()))

    assert found([NAME], bytes_of_folder(tmp_path)) == [NAME]


def test_the_name_of_a_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"x")

    assert found([NAME], bytes_of_folder(tmp_path)) == [NAME]
