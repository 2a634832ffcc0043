"""300 filled drafts as XML, as Central's and as Kobo's export: all come in, counted right."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import etree

from payung.gateways.vault import FakeVault
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports.import_models import ImportRow, ImportRun, Outcome
from payung.programme.reports.importing.files import offered
from payung.programme.reports.importing.foreign_forms import (
    form_text,
    proposed_coding,
    publish_for_reading,
    read_only,
)
from payung.programme.reports.importing.runs import (
    NewRun,
    Tally,
    bring_some,
    look,
    start_run,
    tally_of,
)
from payung.programme.reports.importing.sources import Asked, readings_of
from payung.programme.reports.models import Act, Incident, Profile, Report
from payung.programme.reports.published import Published, in_use, published
from tests.cast import MAYA, SUNITA, THEN, team_of
from tests.programme.reports.importing.filled import (
    SHARED,
    central,
    kobo,
    walked,
    xmls,
    zipped,
)
from tests.programme.reports.sent import form_in


pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 11, 25)


def rows_of(content: bytes, form: Published, name: str = "given.zip") -> list[Any]:
    asked = Asked(offered=offered(name, content), form=form, plan=None, today=DAY)
    return list(readings_of(asked))


def bring_in(actor: Actor, team: Team, form: Published, content: bytes) -> ImportRun:
    rows = rows_of(content, form)
    new = NewRun(form=form, kind="x", name="given.zip", content=content)
    run = start_run(actor=actor, team=team, new=new, vault=None, at=THEN)
    return bring_some(
        actor=actor, run=run, readings=rows, vault=FakeVault(), at=THEN, most=10_000
    )


@cache
def drafts() -> tuple[dict[str, Any], ...]:
    return tuple(walked(in_use("xx").form, walks=300, steps=160, seed=7))


def counted_in_xml(files: dict[str, bytes]) -> dict[str, Counter[str]]:
    """Count acts and perpetrators in the XML itself, without any code of ours."""
    found: dict[str, Counter[str]] = {"acts": Counter(), "who": Counter()}
    for xml in files.values():
        root = etree.fromstring(xml)
        # What was chosen and what is described are the same acts: by report, once.
        acts = {
            code for one in root.iter("acts") for code in (one.text or "").split()
        } | {one.text for one in root.iter("act_code") if one.text}
        found["acts"].update(acts)
        found["who"].update(one.text for one in root.iter("ptype") if one.text)
    return found


def test_three_hundred_filled_drafts_come_in_and_are_counted_right() -> None:
    form_in("xx")
    form = in_use("xx")
    part = MAYA.__class__(handle="mira", country="xx", roles=MAYA.roles)
    team, [mira] = team_of(part)
    files = xmls(form.form, list(drafts()))

    looked = look(actor=mira, readings=rows_of(zipped(files), form))
    run = bring_in(mira, team, form, zipped(files))

    expected = counted_in_xml(files)
    assert (looked.rows, looked[Outcome.NEW]) == (300, 300)
    assert tally_of(run) == {"new": 300}
    assert Report.objects.count() == Incident.objects.count() == 300
    assert Counter(Act.objects.values_list("code", flat=True)) == expected["acts"]
    assert (
        Counter(Profile.objects.exclude(kind="").values_list("kind", flat=True))
        == expected["who"]
    )
    assert expected["acts"].total() > 100
    assert expected["who"].total() > 100


def test_the_same_three_hundred_as_exports_add_nothing_to_the_xml() -> None:
    form_in("xx")
    form = in_use("xx")
    part = MAYA.__class__(handle="mira", country="xx", roles=MAYA.roles)
    team, [mira] = team_of(part)
    filled = list(drafts())
    bring_in(mira, team, form, zipped(xmls(form.form, filled)))

    as_central = bring_in(mira, team, form, zipped(central(form.form, filled)))
    as_kobo = bring_in(mira, team, form, zipped(kobo(form.form, filled)))

    assert tally_of(as_central) == {"same": 300}
    assert tally_of(as_kobo) == {"same": 300}
    assert Report.objects.count() == 300


@pytest.mark.parametrize("export", [central, kobo])
def test_an_export_alone_comes_in_counted_right(export: Any) -> None:
    form_in("xx")
    form = in_use("xx")
    part = MAYA.__class__(handle="mira", country="xx", roles=MAYA.roles)
    team, [mira] = team_of(part)
    files = export(form.form, list(drafts()))

    run = bring_in(mira, team, form, zipped(files))

    entries = next(c for n, c in files.items() if "perp" in n).decode()
    kinds = [
        row.get("ptype") or row.get("perp/ptype") or ""
        for row in csv.DictReader(io.StringIO(entries))
    ]
    assert tally_of(run) == {"new": 300}
    assert Counter(
        Profile.objects.exclude(kind="").values_list("kind", flat=True)
    ) == Counter(kind for kind in kinds if kind)


PUBLIC = [
    "whistle_hfrn.xlsx",
    "whistle_everyday_racism.xlsx",
    "umbrella_physical_security_incident.xlsx",
    "getodk__pyodk__docs_examples_notebooks_simple_repeat.xlsx",
    "getodk__sample-forms__xml-examples_preview-service_xlsforms_socio-economic-survey-v20240515.xlsx",
    "onaio__onadata__onadata_libs_tests_utils_fixtures_nested_repeats_nested_repeats.xlsx",
    "onaio__onadata__onadata_apps_logger_tests_fixtures_childrens_survey_sw.xlsx",
    "kobotoolbox__load-testing__assets_form.xlsx",
    "princeton-ddss__safely-report__tests_data_stats4sd_example_xlsform_adapted.xlsx",
    "ConservationMetrics__gc-docs__static_xlsform-templates_place-based_oral_histories.xlsx",
]


def foreign(actor: Actor, name: str) -> tuple[Published, list[str]]:
    text = form_text((SHARED / "data" / "xlsforms" / name).read_bytes())
    form = read_only(text)
    chosen = [p for p, n in form.questions().items() if n["type"] == "select_one"]
    row = publish_for_reading(
        actor=actor, text=text, coding=proposed_coding(form, chosen), at=THEN
    )
    return published(row.pk, row.digest), chosen


@pytest.mark.parametrize("name", PUBLIC)
def test_filled_public_forms_come_in_counted_right(name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no public forms at {SHARED}; set PAYUNG_SHARED to their folder")
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    form, chosen = foreign(maya, name)
    filled = walked(form.form, walks=30, steps=60, seed=11)
    files = xmls(form.form, filled)

    run = bring_in(maya, team, form, zipped(files))
    again = bring_in(maya, team, form, zipped(central(form.form, filled)))

    kept: Counter[tuple[str, str]] = Counter()
    for coded in Report.objects.values_list("coded", flat=True):
        kept.update(_leaves(coded, ()))
    expected: Counter[tuple[str, str]] = Counter()
    for xml in files.values():
        root = etree.fromstring(xml)
        for path in chosen:
            expected.update((path, one.text) for one in root.iterfind(path) if one.text)
    assert tally_of(run) == {"new": 30}
    assert tally_of(again) == {"same": 30}
    assert Report.objects.count() == 30
    assert kept == expected
    assert not Incident.objects.filter(may_be_counted=True).exists()


def _leaves(value: Any, above: tuple[str, ...]) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [x for n, v in value.items() for x in _leaves(v, (*above, n))]
    if isinstance(value, list):
        return [x for entry in value for x in _leaves(entry, above)]
    return [("/".join(above), value)] if value else []


def test_a_look_stores_nothing() -> None:
    form_in("xx")
    form = in_use("xx")
    part = MAYA.__class__(handle="mira", country="xx", roles=MAYA.roles)
    _team, [mira] = team_of(part)
    files = xmls(form.form, list(drafts())[:20])

    tally = look(actor=mira, readings=rows_of(zipped(files), form))

    assert isinstance(tally, Tally)
    assert tally[Outcome.NEW] == 20
    assert Report.objects.count() == 0
    assert ImportRun.objects.count() == ImportRow.objects.count() == 0
