"""Who sees which figures, when they are fixed, and what Overview reads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.engines.disclosure import Audience, Rules
from payung.programme.findings.audiences import outside, rules_for
from payung.programme.findings.briefs import NotAsSeen, make_brief
from payung.programme.findings.counting import Grain, tables_of
from payung.programme.findings.forms import periods_at
from payung.programme.findings.models import Brief, StoredRelease
from payung.programme.findings.periods import ending
from payung.programme.findings.publishing import LADDER, protect_on_ladder
from payung.programme.people.actors import actor_of
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from tests.cast import (
    DONOR,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    REGIONAL,
    RINA,
    account,
    team_of,
)
from tests.programme.findings.told import PERIOD, fact, frame, lists, note, year


AT = datetime(2026, 11, 25, tzinfo=UTC)


def store(audience: Audience, notes: list, country: str = "np") -> None:  # type: ignore[type-arg]
    grains = {
        g: tables_of(
            notes,
            lists(country),
            frame(months=g.months, level=g.level, country=country),
        )
        for g in LADDER
    }
    rung, tables = protect_on_ladder(grains, 2, rules_for(pack_of(country), audience))
    for name, release in tables.items():
        StoredRelease.objects.create(
            country=country,
            audience=audience,
            since=PERIOD.since,
            until=PERIOD.until,
            table=name,
            rung=rung,
            made_at=AT,
            made_by="clerk",
            body=release.to_json(),
            digest=release.digest,
        )


def entered(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_months_that_were_told_joined_are_not_told_one_by_one_after() -> None:
    months = PERIOD.months()
    # Two reports in one month and three in the next: together five, which may be shown.
    by_month = {months[3]: 3, months[4]: 2} | dict.fromkeys(months[5:], 40)
    notes = [
        note(fact("eco_extort", "client", month=month, area="NP-101"))
        for month, count in by_month.items()
        for _ in range(count)
    ]
    grains = {
        g: tables_of(notes, lists(), frame(months=g.months, level=g.level))
        for g in (Grain(months=True, level=1), Grain(months=False, level=1))
    }
    rules = Rules(audience=Audience.POLICE)
    _, first = protect_on_ladder({LADDER[3]: grains[LADDER[3]]}, 1, rules)

    rung, tables = protect_on_ladder(grains, 1, rules, list(first.values()))

    assert rung == 1
    assert months[3] not in tables["months"].dimensions[0].leaves()
    assert any("-Q" in code for code in tables["months"].dimensions[0].leaves())


def test_a_table_that_would_be_mostly_hidden_is_joined() -> None:
    # Two a month of each kind: no month may be shown, and every quarter may.
    notes = [
        note(fact("eco_extort", by, month=month, area="NP-101"))
        for month in PERIOD.months()
        for by in ("client", "gang", "pol_station", "mil")
        for _ in range(2)
    ]
    grains = {
        g: tables_of(notes, lists(), frame(months=g.months, level=g.level))
        for g in LADDER
    }

    rung, tables = protect_on_ladder(grains, 2, Rules(audience=Audience.POLICE))

    assert rung == 1
    assert tables["months"].shown[("2026-Q1", "client")] == 6


@pytest.mark.django_db
@pytest.mark.parametrize("who", [DONOR, REGIONAL])
def test_donor_and_regional_readers_see_what_partners_are_told(who: object) -> None:
    account(who)  # type: ignore[arg-type]
    store(Audience.PARTNER, year("np", 480))
    store(Audience.OWN_TEAM, year("np", 300))

    page = entered(who.handle).get("/overview/")  # type: ignore[attr-defined]

    assert page.context["tiles"][0].value == "480"


@pytest.mark.django_db
def test_those_outside_see_no_figures_of_the_own_team() -> None:
    account(DONOR)
    store(Audience.OWN_TEAM, year("np"))
    store(Audience.POLICE, year("np"))

    page = entered(DONOR.handle).get("/overview/")

    assert "tiles" not in page.context


@pytest.mark.django_db
def test_somebody_of_another_country_sees_nothing_of_this_one() -> None:
    account(RINA)
    for audience in (Audience.OWN_TEAM, Audience.PARTNER, Audience.POLICE):
        store(audience, year("np"))

    page = entered(RINA.handle).get("/overview/")

    assert RINA.country == "bd"
    assert "tiles" not in page.context


@pytest.mark.django_db
def test_somebody_of_no_team_sees_no_figures() -> None:
    account(OUTSIDER)
    for audience in (Audience.OWN_TEAM, Audience.PARTNER, Audience.POLICE):
        store(audience, year("np"))

    page = entered(OUTSIDER.handle).get("/overview/")

    assert page.status_code == 200
    assert "tiles" not in page.context


@pytest.mark.django_db
def test_overview_reads_releases_and_no_report() -> None:
    team_of(MAYA)
    store(Audience.OWN_TEAM, year("np"))
    maya = entered("maya")

    with CaptureQueriesContext(connection) as asked:
        page = maya.get("/overview/")

    tables = " ".join(query["sql"] for query in asked.captured_queries)
    assert page.context["tiles"][0].value == "480"
    assert "findings_storedrelease" in tables
    assert "reports_" not in tables
    assert "cases_" not in tables


@pytest.mark.django_db
def test_looking_at_a_brief_fixes_nothing_and_says_so() -> None:
    team_of(MAYA)
    maya = entered("maya")
    given = {"period": ending("2026-10", 3).code, "audience": "police"}
    given |= {"language": "en", "asks": "meet"}
    form = maya.get("/overview/brief/").context["form"]
    given["period"] = form.fields["period"].choices[0][0]

    page = maya.post("/overview/brief/make", given)

    assert "looking fixes nothing" in page.content.decode()
    assert not StoredRelease.objects.exists()


@pytest.mark.django_db
def test_figures_that_nobody_looked_at_are_not_fixed() -> None:
    team_of(MAYA)
    maya = entered("maya")
    form = maya.get("/overview/brief/").context["form"]
    period = form.fields["period"].choices[0][0]
    given = {"period": period, "audience": "police", "language": "en", "asks": "meet"}

    page = maya.post("/overview/brief/make", given | {"make": "1", "seen": "other"})

    assert page.status_code == 200
    assert not StoredRelease.objects.exists()
    assert not Brief.objects.exists()


@pytest.mark.django_db
def test_a_brief_of_other_figures_than_those_seen_leaves_nothing_behind() -> None:
    team_of(MAYA)
    actor = actor_of(Person.objects.get(handle="maya"), keys=None)

    with pytest.raises(NotAsSeen):
        make_brief(
            actor=actor,
            period=PERIOD,
            audience=Audience.POLICE,
            language="en",
            own_digits=False,
            asks=[],
            own_words="",
            seen="",
            at=AT,
        )

    assert not StoredRelease.objects.exists()


def test_who_is_told_least_is_told_first() -> None:
    assert outside(pack_of("np"))[0] is Audience.PUBLIC
    assert Audience.POLICE not in outside(pack_of("mm"))


def test_a_period_that_shares_months_with_one_given_out_is_not_offered() -> None:
    out = [ending("2026-08", 12)]

    offered = periods_at(date(2026, 11, 25), out)

    assert offered == [out[0], ending("2026-10", 2)]
