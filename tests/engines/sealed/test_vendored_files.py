"""Foreign files are the ones that were checked, and small enough for a cheap phone."""

from __future__ import annotations

import shutil
from pathlib import Path

import brotli
import pytest

from tools.vendor import VENDOR, problems


def test_every_vendored_file_is_the_one_that_was_checked() -> None:
    assert problems(VENDOR) == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VENDOR, tmp_path / "vendor"))


def test_a_changed_byte_is_noticed_and_named(copied: Path) -> None:
    with (copied / "hpke.js").open("ab") as bundle:
        bundle.write(b" ")

    assert problems(copied) == ["hpke.js is not the file that was checked."]


def test_a_missing_file_is_noticed_and_named(copied: Path) -> None:
    (copied / "hpke.LICENSES.txt").unlink()

    assert problems(copied) == ["hpke.LICENSES.txt is missing."]


def test_a_file_nobody_listed_is_noticed_and_named(copied: Path) -> None:
    (copied / "more.js").write_text("")

    assert problems(copied) == ["more.js is not named in VENDOR.toml."]


def test_the_cryptography_costs_a_phone_at_most_twenty_kilobytes() -> None:
    assert len(brotli.compress((VENDOR / "hpke.js").read_bytes())) <= 20_000


def test_the_cryptography_runs_no_text_as_code_and_asks_nobody() -> None:
    bundle = (VENDOR / "hpke.js").read_text()

    for way in ("eval(", "new Function", "import(", "fetch(", "XMLHttpRequest"):
        assert way not in bundle
