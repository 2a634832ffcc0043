"""The line of a country: what is refused in hotline.toml, and when calling back is."""

from __future__ import annotations

from datetime import time

import pytest

from payung.engines.dispatch import Prompt
from payung.engines.packs import CallBackPolicy, check, load
from tests.engines.packs.conftest import COUNTRIES, Copy


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        pytest.param(
            'take = { en = "1 new page.',
            'take = { en = "1 new arrest.',
            "texts.take.en",
            "could be about anything",
            id="a text that says what it is about",
        ),
        pytest.param(
            "Answer 1 {code} to take it.",
            "Take it.",
            "texts.take.en",
            "{code}",
            id="a text that does not say what to answer",
        ),
        pytest.param(
            'reply = { en = "Thank you.',
            'reply = { en = "The hotline thanks you.',
            "reply.en",
            "could be about anything",
            id="an answer to strangers that names the line",
        ),
        pytest.param(
            'danger_key = "0"',
            'danger_key = "1"',
            "lines[main].danger_key",
            "Choose another.",
            id="a danger key that is also in the menu",
        ),
        pytest.param(
            'danger_key = "0"',
            'danger_key = "A"',
            "lines[main].danger_key",
            "Use 0 to 9",
            id="a danger key that no telephone has",
        ),
        pytest.param(
            'digit = "2"',
            'digit = "1"',
            "lines[main].menu[1]",
            "Give each its own.",
            id="a key that stands for two areas",
        ),
        pytest.param(
            'not_from = "23:30"',
            'not_from = "half past"',
            "call_back.not_from",
            '"23:00"',
            id="a time that is none",
        ),
        pytest.param(
            'not_until = "05:00"\n',
            "",
            "call_back.not_from",
            "Write both",
            id="a stretch of hours without an end",
        ),
        pytest.param(
            "press_one",
            "press_on",
            "prompts.press_one",
            "Add a label",
            id="a prompt that is missing",
        ),
        pytest.param(
            "a_week = 3", "a_week = 0", "tests.a_week", "at least 1", id="no tests"
        ),
    ],
)
def test_a_mistake_about_the_line_is_named_with_its_remedy(
    xx: Copy, old: str, new: str, key: str, remedy: str
) -> None:
    xx.write("hotline.toml", (COUNTRIES / "xx/hotline.toml").read_text())
    xx.change("hotline.toml", old, new)

    found = {mistake.key: str(mistake) for mistake in xx.mistakes()}

    assert remedy in found[key]


def test_a_menu_may_not_name_an_area_that_the_country_does_not_have() -> None:
    pack = load(COUNTRIES / "np")

    asked = {choice.area for line in pack.hotline.lines for choice in line.menu}

    assert asked == {"NP-P1", "NP-P2", "NP-P3", "NP-P4", "NP-P5", "NP-P6", "NP-P7"}
    assert asked <= {area.code for area in pack.areas}


def test_every_country_says_every_prompt_in_its_languages() -> None:
    for folder in ("bd", "id", "mm", "np", "xx"):
        pack = load(COUNTRIES / folder)
        for prompt in Prompt:
            assert set(pack.hotline.prompts[prompt]) == set(pack.languages)


def test_a_folder_without_the_file_is_told_to_copy_it(xx: Copy) -> None:
    (xx.folder / "hotline.toml").unlink()

    [mistake] = check(xx.folder)

    assert mistake.file == "hotline.toml"


def policy(*, start: time, end: time) -> CallBackPolicy:
    return CallBackPolicy(
        allowed=True, not_from=start, not_until=end, voted_on=None, source="a test"
    )


@pytest.mark.parametrize(
    ("local", "permitted"),
    [
        pytest.param(time(23, 29), True, id="the minute before"),
        pytest.param(time(23, 30), False, id="the first minute"),
        pytest.param(time(2, 0), False, id="after midnight"),
        pytest.param(time(4, 59), False, id="the last minute"),
        pytest.param(time(5, 0), True, id="the minute after"),
    ],
)
def test_hours_without_calling_back_may_span_midnight(
    local: time, permitted: bool
) -> None:
    night = policy(start=time(23, 30), end=time(5, 0))

    assert night.permits(local) is permitted


def test_hours_without_calling_back_may_lie_within_a_day() -> None:
    noon = policy(start=time(12, 0), end=time(13, 0))

    assert [noon.permits(time(hour)) for hour in (11, 12, 13)] == [True, False, True]
