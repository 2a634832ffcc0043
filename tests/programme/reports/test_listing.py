"""The list: what is hers, narrowed, newest first, page by page."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.programme.people.models import Team
from payung.programme.reports.labels import words_for
from payung.programme.reports.listing import Wanted, counted, page_of
from payung.programme.reports.models import FormVersion, Report, Source
from payung.programme.reports.queries import facts
from payung.programme.reports.references import next_reference
from tests.cast import (
    DONOR,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    account,
    team_of,
)
from tests.programme.reports.sent import answers, area_of, form_in, taken


pytestmark = pytest.mark.django_db


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def many(team: Team, form: FormVersion, count: int, **same: object) -> None:
    """Store reports quickly, several of them at the same moment."""
    Report.objects.bulk_create(
        Report(
            record=uuid4(),
            reference=f"NP-26-{number:06}",
            country="np",
            team=team,
            form=form,
            instance_id=f"uuid:{number}",
            received_at=THEN + timedelta(minutes=number // 3),
            source=Source.BROWSER,
            sent_by="sunita",
            **({"what": "eco_extort"} | same),
        )
        for number in range(1, count + 1)
    )


def references(page: str) -> list[str]:
    return re.findall(r">(NP-26-\d{6})<", page)


def test_pages_follow_one_another_without_losing_or_doubling_a_line() -> None:
    form = form_in()
    team, [maya] = team_of(MAYA)
    many(team, form, 60)
    words = words_for("np", "en")

    first = page_of(maya, Wanted(), words)
    second = page_of(maya, Wanted(), words, after=first.after)
    third = page_of(maya, Wanted(), words, after=second.after)

    pages = [first, second, third]
    seen = [line.reference for page in pages for line in page.lines]
    assert [len(page.lines) for page in pages] == [25, 25, 10]
    assert len(set(seen)) == 60
    assert third.after is None


def test_the_newest_stands_first() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team, instance="uuid:1", at=THEN)
    taken(maya, team, instance="uuid:2", at=THEN + timedelta(hours=1))

    lines = page_of(maya, Wanted(), words_for("np", "en")).lines

    assert [line.reference for line in lines] == ["NP-26-000002", "NP-26-000001"]
    assert lines[0].by_whom == "Police officer"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(Wanted(what="eco_extort"), 1, id="what it was"),
        pytest.param(Wanted(what="sex_rape"), 0, id="what it was not"),
        pytest.param(Wanted(by_whom="pol_station"), 1, id="by whom"),
        pytest.param(Wanted(by_whom="client"), 0, id="by whom not"),
        pytest.param(Wanted(stage="new"), 1, id="stage"),
        pytest.param(Wanted(stage="closed"), 0, id="another stage"),
        pytest.param(Wanted(where=area_of("np")), 1, id="where"),
        pytest.param(Wanted(where="nowhere"), 0, id="where not"),
        pytest.param(Wanted(reference="np-26-000001"), 1, id="whole reference"),
        pytest.param(Wanted(reference="NP-26-0"), 1, id="how it begins"),
        pytest.param(Wanted(reference="1"), 1, id="running number"),
        pytest.param(Wanted(reference="2"), 0, id="another number"),
    ],
)
def test_the_list_is_narrowed(wanted: Wanted, found: int) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)

    lines = page_of(maya, wanted, words_for("np", "en")).lines

    assert len(lines) == counted(maya, wanted) == found


def test_the_address_carries_the_filters_and_works_without_scripts() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)
    client = signed_in("maya")

    here = client.get("/notes/?what=eco_extort").content.decode()
    elsewhere = client.get("/notes/?what=sex_rape").content.decode()

    assert references(here) == ["NP-26-000001"]
    assert '<option value="eco_extort" selected>' in here
    assert references(elsewhere) == []
    assert "No notes here" in elsewhere


def test_show_more_keeps_the_filters() -> None:
    form = form_in()
    team, _members = team_of(MAYA)
    many(team, form, 30)
    client = signed_in("maya")
    first = client.get("/notes/?what=eco_extort").content.decode()

    [address] = set(re.findall(r'hx-get="(/notes/\?[^"]*below[^"]*)"', first))
    second = client.get(address.replace("&amp;", "&")).content.decode()

    assert len(references(first)) == 25
    assert len(references(second)) == 5
    assert "what=eco_extort" in address


def test_htmx_gets_the_list_without_the_frame() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)

    part = signed_in("maya").get("/notes/", headers={"HX-Request": "true"})

    assert references(part.content.decode()) == ["NP-26-000001"]
    assert "<html" not in part.content.decode()


def test_a_note_is_listed_for_its_team_only() -> None:
    form_in()
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    team_of(RINA, name="Far team")
    for part in (OUTSIDER, DONOR):
        account(part)

    taken(maya, team)

    assert references(signed_in("sunita").get("/notes/").content.decode())
    assert not references(signed_in("rina").get("/notes/").content.decode())
    assert not references(signed_in("outsider").get("/notes/").content.decode())
    assert signed_in("donor").get("/notes/").status_code == 403


def test_the_list_asks_the_same_few_things_for_one_note_as_for_many() -> None:
    form = form_in()
    team, _members = team_of(MAYA)
    many(team, form, 60)
    client = signed_in("maya")
    client.get("/notes/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/notes/")

    about_reports = [one for one in asked if "reports_report" in one["sql"]]
    assert len(about_reports) == 2


def test_numbers_run_by_country_and_year() -> None:
    assert next_reference(country="np", year=2026) == "NP-26-000001"
    assert next_reference(country="np", year=2026) == "NP-26-000002"
    assert next_reference(country="np", year=2027) == "NP-27-000001"
    assert next_reference(country="bd", year=2026) == "BD-26-000001"
    assert next_reference(country="np", year=2026, letter="C") == "NP-26-C-000001"


def test_facts_are_coded_and_only_of_those_who_agreed_to_be_counted() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team, instance="uuid:1")
    said_no = answers()
    said_no["b_consent"] = said_no["b_consent"] | {"c_stats": "no"}
    taken(maya, team, said_no, instance="uuid:2")

    found = list(facts("np", date(2026, 11, 1), date(2026, 12, 1)))

    assert [fact.what for fact in found] == ["eco_extort", "lib_arrest"]
    assert found[0].by == ("gang", "pol_station")
    assert found[0].state_actor
    assert found[0].week == "2026-W47"
    assert found[0].persons == 2
    assert found[0].area == area_of("np")


def test_facts_of_other_months_and_other_countries_stay_out() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)

    assert list(facts("np", date(2026, 12, 1), date(2027, 1, 1))) == []
    assert list(facts("bd", date(2026, 11, 1), date(2026, 12, 1))) == []
