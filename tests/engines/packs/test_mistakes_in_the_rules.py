"""Mistakes in consent, disclosure and targets: each is named with its key and its remedy."""

from __future__ import annotations

import pytest

from tests.engines.packs.conftest import Copy


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "remedy"),
    [
        pytest.param(
            "consent.toml",
            'code = "c_alert"',
            'code = "c_alarm"',
            "purposes[c_alarm].code",
            "Did you mean",
            id="an unknown purpose",
        ),
        pytest.param(
            "consent.toml",
            'opens = ["story"]',
            'opens = ["storys"]',
            "purposes[c_narrative].opens",
            "Use one of:",
            id="a consent that opens something unknown",
        ),
        pytest.param(
            "disclosure.toml",
            "smallest_cell = 5",
            "smallest_cell = 4",
            "smallest_cell",
            "Write 5 or more.",
            id="a smallest cell below the floor",
        ),
        pytest.param(
            "disclosure.toml",
            "dominance_percent = 80",
            "dominance_percent = 90",
            "dominance_percent",
            "Write 80 or less.",
            id="a dominance above the ceiling",
        ),
        pytest.param(
            "disclosure.toml",
            "shortest_period_days = 28",
            "shortest_period_days = 7",
            "shortest_period_days",
            "Write 28 or more.",
            id="a period shorter than the floor",
        ),
        pytest.param(
            "disclosure.toml",
            "may_receive = true\nsmallest_cell = 5",
            "may_receive = true\nsmallest_cell = 3",
            "audiences[police].smallest_cell",
            "Write 5 or more.",
            id="police who would receive smaller cells than everybody",
        ),
        pytest.param(
            "advocacy/asks.toml",
            'code = "meet"',
            'code = "post"',
            "asks[post]",
            "Give each its own.",
            id="two asks with one code",
        ),
        pytest.param(
            "advocacy/asks.toml",
            'en = "Meet us again',
            'en = "' + "Meet us again " * 12 + '"\n# "',
            "asks[meet].label.en",
            "Say it in 160",
            id="an ask that no page holds",
        ),
        pytest.param(
            "advocacy/asks.toml",
            'id = "Bertemu lagi',
            '# "Bertemu lagi',
            "asks[meet].label.id",
            "Add id =",
            id="an ask without one language",
        ),
        pytest.param(
            "targets.toml",
            'unit = "seconds"',
            'unit = "second"',
            "targets[answer_call].unit",
            "Did you mean 'seconds'?",
            id="a target in an unknown unit",
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
