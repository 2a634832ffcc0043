"""A copy of the invented country that a test may break."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from payung.engines.packs import Mistake, check


COUNTRIES = Path(__file__).parents[3] / "src" / "payung" / "countries"


class Copy:
    """A country folder in a temporary place, and what the check says about it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text that must be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old!r}; mend the test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Write a whole file."""
        (self.folder / file).write_text(text, encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        """Add lines at the end of a file."""
        with (self.folder / file).open("a", encoding="utf-8") as lines:
            lines.write(text)

    def mistakes(self) -> tuple[Mistake, ...]:
        """Return what the check finds."""
        return check(self.folder)

    def only_mistake(self) -> Mistake:
        """Return the one mistake there should be."""
        found = self.mistakes()
        assert len(found) == 1, [str(mistake) for mistake in found]
        return found[0]


@pytest.fixture
def xx(tmp_path: Path) -> Copy:
    """Give a copy of the invented country without places and forms of its own."""
    folder = tmp_path / "xx"
    shutil.copytree(COUNTRIES / "xx", folder)
    for name in ("places.csv", "units.csv", "map.json"):
        (folder / name).unlink(missing_ok=True)
    pack = folder / "pack.toml"
    text = pack.read_text(encoding="utf-8").split("[[forms]]")[0]
    text = re.sub(r"^areas = \[.*?\]\n", "", text, flags=re.DOTALL | re.MULTILINE)
    pack.write_text(text, encoding="utf-8")
    line = folder / "hotline.toml"
    menus = re.compile(r"\[\[lines\.menu\]\]\n(?:\w+ = .*\n)+\n*")
    line.write_text(menus.sub("", line.read_text(encoding="utf-8")), encoding="utf-8")
    return Copy(folder)
