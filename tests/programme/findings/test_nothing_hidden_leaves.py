"""Figures that were hidden, looked for in every place a reader could open."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from mypy import api

from payung.engines.disclosure import Audience, Counts, Rules, audit
from payung.programme.findings.brief import BriefPage, brief
from payung.programme.findings.briefs import page_of
from payung.programme.findings.counting import tables_of
from payung.programme.findings.drawings import by_stage, by_wait
from payung.programme.findings.printing import pdf_of
from payung.programme.findings.publishing import LADDER, Figures, protect_on_ladder
from payung.programme.findings.word_file import word_of
from payung.programme.findings.wording import Wording
from tests.programme.findings.told import PERIOD, fact, frame, lists, note


AT = datetime(2026, 11, 25, tzinfo=UTC)
# The three small ones are hidden by themselves, the large ones beside them as a cover.
BY_AREA = {"NP-101": 3, "NP-102": 617, "NP-201": 2, "NP-202": 743, "NP-301": 829}
BY_AREA |= {"NP-302": 511, "NP-303": 419}


def told() -> tuple[dict[str, Counts], Figures]:
    notes = [
        note(fact("eco_extort", "client", area=area))
        for area, count in BY_AREA.items()
        for _ in range(count)
    ]
    grains = {
        g: tables_of(notes, lists(), frame(months=g.months, level=g.level))
        for g in LADDER
    }
    rung, tables = protect_on_ladder(grains, 2, Rules(audience=Audience.POLICE))
    figures = Figures(
        country="np",
        audience=Audience.POLICE,
        period=PERIOD,
        rung=rung,
        tables=tables,
    )
    return dict(grains[LADDER[rung]]), figures


def page(figures: Figures) -> BriefPage:
    return page_of(
        figures, language="en", own_digits=False, asks=["meet"], own_words="", at=AT
    )


def hidden_numbers(counts: dict[str, Counts], figures: Figures) -> set[int]:
    """Return large hidden counts that stand for nothing else that is shown."""
    shown = {n for release in figures.tables.values() for n in release.shown.values()}
    cells = {
        counts[name].cells[place]
        for name, release in figures.tables.items()
        for place in release.hidden
        if place in counts[name].cells
    }
    return {number for number in cells - shown if number > 100}


def texts_of(made: BriefPage, figures: Figures) -> dict[str, str]:
    say = Wording(language="en", own_digits=False, areas={})
    drawn = [made.kinds, made.months, made.areas, by_stage(figures, say)]
    drawn += [by_wait(figures, who, say) for who in ("lawyer", "judge")]
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=pdf_of(made),
        capture_output=True,
        check=True,
    )
    word = zipfile.ZipFile(io.BytesIO(word_of(made)))
    parts = [word.read(n).decode() for n in word.namelist() if n.endswith(".xml")]
    return {
        "pdf": read.stdout.decode(),
        "word": "".join(parts),
        "drawings": "".join(one.svg for one in drawn),
        "tables and notes": repr([(one.table, one.notes) for one in drawn]),
        "tiles": repr(made.tiles),
    }


def test_a_hidden_count_is_in_no_text_of_any_file() -> None:
    counts, figures = told()
    numbers = hidden_numbers(counts, figures)

    texts = texts_of(page(figures), figures)

    assert numbers, "nothing distinctive was hidden: this test would look for nothing"
    for place, text in texts.items():
        for number in numbers:
            assert str(number) not in text, (place, number)
            assert f"{number:,}" not in text, (place, number)


def test_a_reader_of_all_tables_is_left_with_several_guesses_for_each() -> None:
    _, figures = told()

    ranges = audit(*figures.tables.values())

    assert ranges
    for cell, guess in ranges.items():
        assert guess.high is None or guess.high - guess.low >= 3, (cell, guess)


def test_no_row_of_a_drawn_table_hides_one_number_alone() -> None:
    _, figures = told()

    rows = [row[1:] for row in page(figures).months.table[1:]]

    for row in rows:
        assert row.count("hidden") != 1, row


@pytest.mark.parametrize("table", ["months", "areas"])
def test_counts_cannot_stand_where_figures_are_released(table: str) -> None:
    counts, figures = told()
    mixed: dict[str, Any] = {**figures.tables, table: counts[table]}

    with pytest.raises(TypeError, match="releases alone"):
        replace(figures, tables=mixed)


def test_a_brief_of_counts_is_refused_when_run() -> None:
    counts, _ = told()
    wrong: Any = counts["areas"]

    with pytest.raises(TypeError, match="released figures"):
        brief(
            wrong,
            Wording(language="en", own_digits=False, areas={}),
            country="Nepal",
            outline=None,
            asks=[],
            made_on=date(2026, 11, 25),
        )


def test_a_brief_of_counts_is_refused_by_the_type_checker(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(
        "from datetime import date\n"
        "from payung.engines.disclosure import Counts\n"
        "from payung.programme.findings.brief import brief\n"
        "from payung.programme.findings.wording import Wording\n"
        "def wrong(counts: Counts, say: Wording) -> None:\n"
        "    brief(counts, say, country='', outline=None, asks=[],"
        " made_on=date(2026, 11, 25))\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[3]

    said, _, code = api.run(
        ["--strict", "--config-file", str(root / "pyproject.toml"), str(snippet)]
    )

    assert code == 1, said
    assert 'Argument 1 to "brief" has incompatible type "Counts"' in said
    assert said.count("error:") == 1, said
