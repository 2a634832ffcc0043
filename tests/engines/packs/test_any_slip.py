"""Whatever slips into a pack's files, the check answers in words and never breaks."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.packs import check
from tests.engines.packs.conftest import COUNTRIES


FILES = (
    "pack.toml",
    "law/clocks.toml",
    "law/clocks.cases.toml",
    "law/offences.toml",
    "consent.toml",
    "disclosure.toml",
    "targets.toml",
    "hotline.toml",
    "advocacy/asks.toml",
    "papers/papers.toml",
)
SLIPS = ("5", '"x"', '""', "[]", "{}", "true", "2020-01-01", '["x"]', "[{}]", "-1")


@pytest.mark.parametrize("file", FILES)
@given(line=st.integers(0, 10_000), slip=st.sampled_from((*SLIPS, None)))
@settings(max_examples=40, deadline=None)
def test_one_wrong_or_missing_line_is_told_and_never_breaks_the_check(
    file: str, line: int, slip: str | None
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "xx"
        shutil.copytree(COUNTRIES / "xx", folder)
        path = folder / file
        lines = path.read_text(encoding="utf-8").splitlines()
        chosen = line % len(lines)
        key, equals, _ = lines[chosen].partition(" = ")
        lines[chosen] = f"{key} = {slip}" if equals and slip else ""
        path.write_text("\n".join(lines), encoding="utf-8")

        found = check(folder)

        assert all(m.file and m.key and m.sentence and m.remedy for m in found)
