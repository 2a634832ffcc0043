"""Mistakes in pack.toml: each is named with its key and its remedy."""

from __future__ import annotations

import pytest

from tests.engines.packs.conftest import Copy


PACK = "pack.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "remedy"),
    [
        pytest.param(
            PACK,
            'name = { en = "Example country", id = "Negara contoh" }',
            'name = { en = "Example country" }',
            "name.id",
            "Add id =",
            id="a label lacks a language",
        ),
        pytest.param(
            PACK,
            'id = "Negara contoh"',
            'id = "Negara contoh", fr = "Pays exemple"',
            "name.fr",
            "Use one of: en, id.",
            id="a label has a language that the pack has not",
        ),
        pytest.param(
            PACK,
            'languages = ["en", "id"]',
            'languages = ["en", "id", "xy"]',
            "languages",
            "Use one of: bn, en, id, my, ne.",
            id="an unknown language",
        ),
        pytest.param(
            PACK,
            "Asia/Colombo",
            "Asia/Columbo",
            "zones[Asia/Columbo].name",
            "Did you mean 'Asia/Colombo'?",
            id="an unknown zone",
        ),
        pytest.param(
            PACK,
            'calendar = "gregorian"',
            'calendar = "gregorain"',
            "calendar",
            "Did you mean 'gregorian'?",
            id="an unknown calendar",
        ),
        pytest.param(
            PACK,
            "translations =",
            "translatoins =",
            "translatoins",
            "Did you mean 'translations'?",
            id="a key with a typing slip",
        ),
        pytest.param(
            PACK,
            'code = "xx"',
            'code = "xz"',
            "code",
            "Give both the same two letters.",
            id="a code that is not the folder's",
        ),
        pytest.param(
            PACK,
            '"saturday", "sunday"',
            '"saturday", "sonday"',
            "week.weekend",
            "Did you mean 'sunday'?",
            id="a day of the week that is none",
        ),
        pytest.param(
            PACK,
            "https://",
            "http://",
            "leave_to",
            "Name a secure site.",
            id="an insecure site behind Leave",
        ),
        pytest.param(
            PACK,
            'country = ""',
            'country = "QQ"',
            "holidays.country",
            "two capital letters",
            id="holidays of a country nobody computes",
        ),
        pytest.param(
            PACK,
            "on = 2026-03-02",
            'on = "2 March"',
            "holidays.added[Founding day].on",
            "such as 2026-01-02",
            id="a holiday that is not a day",
        ),
        pytest.param(
            PACK,
            'number = "000"',
            'number = "0-0-0"',
            "emergency[0-0-0].number",
            "Write digits alone.",
            id="a telephone number with signs in it",
        ),
    ],
)
def test_a_mistake_names_its_file_its_key_and_its_remedy(
    xx: Copy, file: str, old: str, new: str, key: str, remedy: str
) -> None:
    xx.change(file, old, new)

    found = [m for m in xx.mistakes() if (m.file, m.key) == (file, key)]

    assert len(found) == 1
    assert remedy in found[0].remedy
