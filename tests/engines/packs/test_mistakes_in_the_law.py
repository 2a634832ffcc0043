"""Mistakes in law/: each is named with its key and its remedy."""

from __future__ import annotations

import pytest

from tests.engines.packs.conftest import Copy


CLOCKS, CASES = "law/clocks.toml", "law/clocks.cases.toml"
OFFENCES = "law/offences.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "remedy"),
    [
        pytest.param(
            CLOCKS,
            'starts_on = "arrest"',
            'starts_on = "arest"',
            "clocks[before_a_judge].starts_on",
            "Did you mean 'arrest'?",
            id="an unknown event",
        ),
        pytest.param(
            CLOCKS,
            '"journey_to_station", "journey_to_magistrate"',
            '"journey_to_station", "journey_to_magistrat"',
            "clocks[before_a_judge].not_counted",
            "Did you mean 'journey_to_magistrate'?",
            id="an unknown kind of pause",
        ),
        pytest.param(
            CLOCKS,
            "from = 2020-01-01",
            "from = 2019-12-31",
            "clocks[before_a_judge].values",
            "End the earlier with 'to'",
            id="values that share a day",
        ),
        pytest.param(
            CLOCKS,
            "to = 2025-06-30",
            "to = 2019-06-30",
            "clocks[before_a_judge].values[2].to",
            "Exchange the two days",
            id="a value that ends before it begins",
        ),
        pytest.param(
            CLOCKS,
            "to = 2019-12-31",
            'to = "2019-12-31"',
            "clocks[before_a_judge].values[1].to",
            "without quotes",
            id="a date in quotes",
        ),
        pytest.param(
            CLOCKS,
            "to = 2019-12-31",
            "to = 2019-12-31T10:00:00",
            "clocks[before_a_judge].values[1].to",
            "without an hour",
            id="a date with an hour and no zone",
        ),
        pytest.param(
            CLOCKS,
            'status = "historic"',
            'status = "history"',
            "clocks[before_a_judge].values[1].status",
            "Did you mean 'historic'?",
            id="an unknown status",
        ),
        pytest.param(
            CLOCKS,
            "limit = 48",
            'limit = "48"',
            "clocks[before_a_judge].values[1].limit",
            "Write digits, no quotes.",
            id="a limit in quotes",
        ),
        pytest.param(
            CLOCKS,
            "limit = 48",
            "limit = 0",
            "clocks[before_a_judge].values[1].limit",
            "at least 1",
            id="a limit of nothing",
        ),
        pytest.param(
            CLOCKS,
            "limit = 48",
            "limit = 4800000",
            "clocks[before_a_judge].values[1].limit",
            "Count it in a larger unit.",
            id="a limit of centuries",
        ),
        pytest.param(
            CLOCKS,
            'unit = "immediate"',
            'unit = "immediate"\nlimit = 3',
            "clocks[reason_told].values[1].limit",
            "Take the limit out",
            id="a number beside at once",
        ),
        pytest.param(
            CLOCKS,
            "longest = 30",
            "longest = 3",
            "clocks[police_custody].values[1].longest",
            "Write the most that is allowed.",
            id="an extension that shortens",
        ),
        pytest.param(
            CLOCKS,
            'verified_by = ""',
            'verified_by = "an office"',
            "clocks[before_a_judge].values[1].verified_on",
            "Write both",
            id="a verification without its day",
        ),
        pytest.param(
            CASES,
            'stopped_by = "remanded"',
            'stopped_by = "first_production"',
            "cases[Handed to a prison, the police hold her no more].stopped_by",
            "Use one of: release, remanded.",
            id="an example that is ended by what does not end its clock",
        ),
        pytest.param(
            CASES,
            "stopped_at = 2026-03-17T00:01:00\n",
            "",
            "cases[Handed to a prison, the police hold her no more].stopped_by",
            "or leave all three out",
            id="an end without its moment",
        ),
        pytest.param(
            CASES,
            "stopped_at = 2026-03-17T00:01:00",
            "stopped_at = 2026-02-17T00:01:00",
            "cases[Handed to a prison, the police hold her no more].stopped_at",
            "Correct one of the two.",
            id="an end before the beginning",
        ),
        pytest.param(
            CASES,
            "kept = false",
            "kept = true",
            "cases[Handed to a prison, the police hold her no more]",
            "Correct the example",
            id="an end that was too late and is called in time",
        ),
        pytest.param(
            CASES,
            'clock = "investigation"',
            'clock = "investigations"',
            "cases[Ten working days step over two weekends and a holiday].clock",
            "Did you mean 'investigation'?",
            id="an example of a clock that is not there",
        ),
        pytest.param(
            CASES,
            "2019-12-31T23:59:00",
            "2019-12-31T23:59:00+05:30",
            "cases[Under the old law, forty-eight hours].started_at",
            "Write the local time alone",
            id="an example with its own offset",
        ),
        pytest.param(
            CASES,
            "expected = 2020-01-02T23:59:00",
            "expected = 2019-12-30T23:59:00",
            "cases[Under the old law, forty-eight hours].expected",
            "Correct one of the two.",
            id="an example that runs backwards",
        ),
        pytest.param(
            CASES,
            "to = 2026-01-02T09:00:00",
            "to = 2026-01-02T07:00:00",
            "cases[A day after it was restored, two journeys left out].pauses[1].to",
            "Exchange the two",
            id="a journey that runs backwards",
        ),
        pytest.param(
            CASES,
            "expected = 2020-01-02T23:59:00",
            "expected = 2020-01-02T23:58:00",
            "cases[Under the old law, forty-eight hours]",
            "Correct the example",
            id="an example that the clock does not agree with",
        ),
        pytest.param(
            OFFENCES,
            'confidence = "high"',
            'confidence = "sure"',
            "offences[XX_1].confidence",
            "Use one of: high, low, medium.",
            id="an unknown confidence",
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
