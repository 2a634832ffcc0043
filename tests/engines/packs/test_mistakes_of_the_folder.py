"""Mistakes of the whole folder: missing, doubled, without a source, or not data."""

from __future__ import annotations

import pytest

from payung.engines.packs import PackHasMistakes, load
from tests.engines.packs.conftest import Copy


PACK, CLOCKS = "pack.toml", "law/clocks.toml"
CASES, OFFENCES = "law/clocks.cases.toml", "law/offences.toml"


def test_a_copy_that_nobody_touched_has_no_mistakes(xx: Copy) -> None:
    assert xx.mistakes() == ()


@pytest.mark.parametrize(
    ("file", "source", "key"),
    [
        pytest.param(
            CLOCKS,
            'source = "Invented: Code of Example, section 1"\n',
            "clocks[before_a_judge].values[1].source",
            id="a legal value",
        ),
        pytest.param(
            OFFENCES,
            'source = "Invented for the example country"\n',
            "offences[XX_1].source",
            id="an offence",
        ),
        pytest.param(
            PACK,
            'source = "Invented for the example country"\nconfidence = "low"\n',
            "emergency[000].source",
            id="a telephone number",
        ),
        pytest.param(
            "targets.toml",
            'source = "Invented for the example country"\n',
            "targets[answer_call].source",
            id="a target",
        ),
    ],
)
def test_nothing_is_known_without_saying_from_where(
    xx: Copy, file: str, source: str, key: str
) -> None:
    xx.change(file, source, "")

    assert (file, key) in {(m.file, m.key) for m in xx.mistakes()}


@pytest.mark.parametrize(
    ("file", "block", "key"),
    [
        pytest.param(
            PACK,
            '\n[[levels]]\ncode = "post"\nlabel = { en = "A", id = "A" }\n'
            'source = "Invented"\nconfidence = "low"\n',
            "levels[post]",
            id="a level",
        ),
        pytest.param(
            OFFENCES,
            '\n[[offences]]\ncode = "XX_1"\nlabel = { en = "A", id = "A" }\nact = ""\n'
            'section = ""\nsource = "Invented"\nconfidence = "low"\n',
            "offences[XX_1]",
            id="an offence",
        ),
        pytest.param(
            "targets.toml",
            '\n[[targets]]\ncode = "call_back"\nlabel = { en = "A", id = "A" }\n'
            'limit = 1\nunit = "hours"\nsource = "Invented"\n',
            "targets[call_back]",
            id="a target",
        ),
    ],
)
def test_a_code_that_stands_twice_is_named(
    xx: Copy, file: str, block: str, key: str
) -> None:
    xx.append(file, block)

    mistake = xx.only_mistake()

    assert (mistake.file, mistake.key) == (file, key)
    assert mistake.remedy == "Give each its own."


def test_two_clocks_of_one_id_are_named(xx: Copy) -> None:
    xx.change(CLOCKS, 'id = "family_told"', 'id = "reason_told"')

    assert (CLOCKS, "clocks[reason_told]") in {(m.file, m.key) for m in xx.mistakes()}


def test_a_clock_without_any_value_is_named(xx: Copy) -> None:
    xx.append(
        CLOCKS,
        '\n[[clocks]]\nid = "bail"\nlabel = { en = "Bail", id = "Jaminan" }\n'
        'starts_on = "arrest"\n',
    )

    mistake = xx.only_mistake()

    assert mistake.key == "clocks[bail].values"


def test_a_purpose_that_nobody_is_asked_about_is_missed(xx: Copy) -> None:
    text = (xx.folder / "consent.toml").read_text(encoding="utf-8")
    xx.write("consent.toml", text.rpartition("[[purposes]]")[0])

    mistake = xx.only_mistake()

    assert mistake.key == "purposes[c_complaint]"


@pytest.mark.parametrize(
    "file",
    [PACK, CLOCKS, CASES, OFFENCES, "consent.toml", "disclosure.toml", "README.md"],
)
def test_a_missing_file_is_named(xx: Copy, file: str) -> None:
    (xx.folder / file).unlink()

    assert file in {
        m.file for m in xx.mistakes() if m.sentence == "the file is missing."
    }


def test_a_file_that_is_not_toml_says_on_which_line(xx: Copy) -> None:
    xx.append("targets.toml", "\nthis is not a key\n")

    mistake = xx.only_mistake()

    assert mistake.file == "targets.toml"
    assert "line" in mistake.sentence


def test_a_file_in_another_encoding_is_named(xx: Copy) -> None:
    (xx.folder / "targets.toml").write_bytes(b"# \xff\xfe\n")

    mistake = xx.only_mistake()

    assert mistake.remedy == "Save it again as UTF-8."


def test_a_program_in_the_folder_is_refused(xx: Copy) -> None:
    xx.write("law/clocks.py", "print()\n")

    mistake = xx.only_mistake()

    assert mistake.file == "law/clocks.py"
    assert "a pack is data" in mistake.sentence


def test_all_mistakes_are_named_at_once_and_not_only_the_first(xx: Copy) -> None:
    xx.change(PACK, "Asia/Colombo", "Asia/Columbo")
    xx.change(CLOCKS, "limit = 48", "limit = 0")
    xx.change("targets.toml", 'unit = "seconds"', 'unit = "second"')

    files = {m.file for m in xx.mistakes()}

    assert files >= {PACK, CLOCKS, "targets.toml"}


def test_a_pack_with_mistakes_is_not_loaded(xx: Copy) -> None:
    xx.change(CLOCKS, "limit = 48", "limit = 0")

    with pytest.raises(PackHasMistakes, match="at least 1") as refusal:
        load(xx.folder)

    assert refusal.value.mistakes[0].file == CLOCKS


def test_a_folder_that_is_not_there_is_told_by_the_files_it_lacks(xx: Copy) -> None:
    with pytest.raises(PackHasMistakes) as refusal:
        load(xx.folder / "nowhere")

    assert {m.file for m in refusal.value.mistakes} == {"README.md", PACK}
