"""Areas, units, the map and the form of a pack."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from payung.engines.packs import load
from tests.engines.packs.conftest import Copy


AREAS = """code,parent,level,name_en,name_id,source
XX-1,,1,North,Utara,Invented
XX-11,XX-1,2,Upper North,Utara Atas,Invented
XX-2,,1,South,Selatan,Invented
"""
UNITS = """code,parent,kind,area,name_en,name_id,post_title,source
U1,,district,XX-1,District,Distrik,Commander,Invented
U2,U1,station,XX-11,Station,Kantor,Officer in charge,Invented
"""
MAP = {
    "viewBox": "0 0 420 300",
    "paths": {"XX-1": "M0 0h1", "XX-2": "M1 1h1"},
    "source": "Invented",
    "licence": "CC0",
}


def test_areas_units_and_map_are_read(xx: Copy) -> None:
    xx.write("places.csv", AREAS)
    xx.write("units.csv", UNITS)
    xx.write("map.json", json.dumps(MAP))

    pack = load(xx.folder)

    assert pack.area("XX-11").name["id"] == "Utara Atas"
    assert [unit.parent for unit in pack.units] == [None, "U1"]
    assert pack.map is not None
    assert pack.map.paths["XX-2"] == "M1 1h1"


def test_an_area_inherits_the_zone_of_its_parent(xx: Copy) -> None:
    xx.write("places.csv", AREAS)
    xx.change(
        "pack.toml",
        'name = "Asia/Kathmandu"',
        'name = "Asia/Kathmandu"\nareas = ["XX-1"]',
    )

    pack = load(xx.folder)

    assert pack.zone("XX-11") == ZoneInfo("Asia/Kathmandu")
    assert pack.zone("XX-2") == ZoneInfo("Asia/Colombo")
    assert pack.zone() == ZoneInfo("Asia/Colombo")


def test_a_zone_for_an_area_that_is_not_there_is_named(xx: Copy) -> None:
    xx.write("places.csv", AREAS)
    xx.change(
        "pack.toml",
        'name = "Asia/Kathmandu"',
        'name = "Asia/Kathmandu"\nareas = ["XX-9"]',
    )

    mistake = xx.only_mistake()

    assert mistake.key == "zones[Asia/Kathmandu].areas"


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        pytest.param(
            "XX-11,XX-1,",
            "XX-11,XX-7,",
            "line 3, parent",
            "Did you mean",
            id="an unknown parent",
        ),
        pytest.param(
            "XX-2,,1,South", "XX-1,,1,South", "line 4, code", "own code", id="a double"
        ),
        pytest.param(
            "Selatan,Invented",
            "Selatan,",
            "line 4, source",
            "known from",
            id="no source",
        ),
        pytest.param(
            "South,Selatan", "South,", "line 4, name_id", "Fill it", id="a name missing"
        ),
        pytest.param(
            "XX-2,,1,", "XX-2,,one,", "line 4, level", "Write 1", id="a level in words"
        ),
        pytest.param(
            "name_id", "name_idn", "column name_id", "first line", id="a column missing"
        ),
    ],
)
def test_a_mistake_in_the_areas_names_its_line(
    xx: Copy, old: str, new: str, key: str, remedy: str
) -> None:
    xx.write("places.csv", AREAS.replace(old, new, 1))

    mistake = xx.only_mistake()

    assert (mistake.file, mistake.key) == ("places.csv", key)
    assert remedy in mistake.remedy


def test_a_unit_in_an_unknown_area_is_named(xx: Copy) -> None:
    xx.write("places.csv", AREAS)
    xx.write("units.csv", UNITS.replace("station,XX-11", "station,XX-12"))

    mistake = xx.only_mistake()

    assert (mistake.file, mistake.key) == ("units.csv", "line 3, area")


def test_a_map_that_draws_an_unknown_area_is_named(xx: Copy) -> None:
    xx.write("places.csv", AREAS)
    xx.write("map.json", json.dumps(MAP | {"paths": {"XX-3": "M0 0h1"}}))

    mistake = xx.only_mistake()

    assert (mistake.file, mistake.key) == ("map.json", "paths.XX-3")


def test_a_map_without_a_licence_is_named(xx: Copy) -> None:
    xx.write("places.csv", AREAS)
    xx.write("map.json", json.dumps({k: v for k, v in MAP.items() if k != "licence"}))

    mistake = xx.only_mistake()

    assert mistake.key == "licence"


FORM = """# survey

| type | name | label |
|---|---|---|
| select_one yn | safe_now | Safe now? |

# choices

| list_name | name | label |
|---|---|---|
| yn | yes | Yes |
| yn | no | No |

# settings

| form_title | form_id | version | default_language |
|---|---|---|---|
| Note | note | 1 | default |
"""
CODING = "question,keep,becomes,note\nsafe_now,coded,,\n"
ENTRY = '\n[[forms]]\nid = "note"\ntext = "forms/note.md"\ncoding = "forms/note.csv"\n'


@pytest.fixture
def with_form(xx: Copy) -> Copy:
    (xx.folder / "forms").mkdir(exist_ok=True)
    xx.write("forms/note.md", FORM)
    xx.write("forms/note.csv", CODING)
    xx.append("pack.toml", ENTRY)
    return xx


def test_a_form_that_publishes_is_no_mistake(with_form: Copy) -> None:
    assert with_form.mistakes() == ()


def test_a_question_without_a_coding_row_is_named(with_form: Copy) -> None:
    with_form.write("forms/note.csv", "question,keep,becomes,note\n")

    mistake = with_form.only_mistake()

    assert (mistake.file, mistake.key) == ("forms/note.md", "survey, row 2, name")
    assert "safe_now" in mistake.sentence


def test_a_coding_row_for_no_question_is_named(with_form: Copy) -> None:
    with_form.append("forms/note.csv", "safe_later,coded,,\n")

    mistake = with_form.only_mistake()

    assert mistake.file == "forms/note.csv"


def test_a_form_that_does_not_publish_is_named(with_form: Copy) -> None:
    with_form.change("forms/note.md", "select_one yn", "select_one nowhere")

    assert {mistake.file for mistake in with_form.mistakes()} == {"forms/note.md"}


def test_a_form_by_another_name_is_named(with_form: Copy) -> None:
    with_form.change("pack.toml", 'id = "note"', 'id = "notes"')

    mistake = with_form.only_mistake()

    assert mistake.key == "settings, form_id"


def test_a_form_file_that_is_not_there_is_named(with_form: Copy) -> None:
    with_form.change("pack.toml", "forms/note.csv", "forms/nota.csv")

    mistake = with_form.only_mistake()

    assert (mistake.file, mistake.key) == ("pack.toml", "forms[note].coding")
