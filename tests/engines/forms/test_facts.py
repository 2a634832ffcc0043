"""Who did what to whom: coded answers become an incident, by the coding table alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from payung.engines.forms import (
    Act,
    Answers,
    Crosswalks,
    Detention,
    Fact,
    Form,
    IncidentFacts,
    Involvement,
    Person,
    Profile,
    UnreadableAnswer,
    countable,
    facts_from,
    gbvims_core_type,
    read_coding,
    read_crosswalks,
)


KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def told(**changed: Any) -> Answers:
    return {
        "a_safety": {"country": "xx", "urgent": "custody injury", "channel": "hotline"},
        "b_consent": {"age_band": "25_34", "c_stats": "yes", "c_alert": "no"},
        "c_person": {"gender": "tw", "first_report": "yes", "n_affected": "2"},
        "d_incident": {
            "inc_date": "2026-11-24",
            "inc_date_prec": "exact",
            "inc_tod": "night",
            "admin": "XX-2",
            "place": "street",
            "context": "work raid",
        },
        "perp": [
            {
                "ptype": "pol_station",
                "pcount": "3",
                "pinv": "did",
                "pstation": "XX-PS-1",
            },
            {"ptype": "client", "pcount": "1", "pident": "never read"},
        ],
        "f_acts": {"acts": "phy_beat eco_extort lib_arrest"},
        "actdet": [
            {"act_code": "phy_beat", "act_by": "p1 p2", "act_times": "2"},
            {"act_code": "eco_extort", "act_by": "all"},
            {"act_code": "lib_arrest", "act_by": "p1"},
        ],
        "h_detention": {
            "arr_at": "2026-11-24T23:10:00.000+05:45",
            "arr_n": "4",
            "arr_station": "XX-PS-1",
            "arr_law": "XX_ORDER other",
            "arr_travel_h": "1.5",
            "arr_status": "held",
        },
        **changed,
    }


@pytest.fixture
def facts(violation: Form, crosswalks: Crosswalks) -> IncidentFacts:
    assert violation.coding is not None
    return facts_from(told(), violation.coding, crosswalks)


def test_the_incident_has_day_area_and_place(facts: IncidentFacts) -> None:
    incident = facts.incident

    assert (incident.on, incident.precision, incident.time_of_day) == (
        date(2026, 11, 24),
        "exact",
        "night",
    )
    assert (incident.country, incident.area, incident.place) == ("xx", "XX-2", "street")
    assert (incident.context, incident.urgent) == (
        ("work", "raid"),
        ("custody", "injury"),
    )


def test_the_person_is_a_kind_of_person(facts: IncidentFacts) -> None:
    assert facts.person == Person(gender="tw", age_band="25_34", first_report="yes")


def test_acts_carry_group_times_and_core_type(facts: IncidentFacts) -> None:
    denial = "denial_of_resources_opportunities_or_services"

    assert facts.acts == (
        Act(code="phy_beat", group="PHY", times=2, gbvims_core="physical_assault"),
        Act(code="eco_extort", group="ECO", times=None, gbvims_core=denial),
        Act(code="lib_arrest", group="LIB", times=None, gbvims_core="non-gbv"),
    )


def test_profiles_are_numbered_as_the_form_numbers_them(facts: IncidentFacts) -> None:
    first = Profile(
        number=1,
        type="pol_station",
        group="STATE",
        count=3,
        part="did",
        unit="XX-PS-1",
        before="",
    )

    assert facts.profiles[0] == first
    assert [profile.number for profile in facts.profiles] == [1, 2]


def test_every_hand_in_every_act_is_an_involvement(facts: IncidentFacts) -> None:
    hands = [(hand.act, hand.profile) for hand in facts.involvements]

    assert hands == [
        ("phy_beat", 1),
        ("phy_beat", 2),
        ("eco_extort", 1),
        ("eco_extort", 2),
        ("lib_arrest", 1),
    ]
    assert facts.involvements[4] == Involvement(
        act="lib_arrest",
        profile=1,
        type="pol_station",
        count=3,
        part="did",
        unit="XX-PS-1",
    )


def test_a_detention_keeps_its_moment_and_zone_for_the_clocks(
    facts: IncidentFacts,
) -> None:
    assert facts.detention == Detention(
        taken_at=datetime(2026, 11, 24, 23, 10, tzinfo=KATHMANDU),
        n_taken=4,
        unit="XX-PS-1",
        reason_told="",
        law=("XX_ORDER", "other"),
        paper="",
        family_told_at=None,
        counsel_at=None,
        judge_at=None,
        travel_hours=Decimal("1.5"),
        signed="",
        money_asked="",
        paid=None,
        condoms_used="",
        status="held",
    )


def test_a_first_value_alone_is_no_detention(
    violation: Form, crosswalks: Crosswalks
) -> None:
    assert violation.coding is not None

    facts = facts_from(told(h_detention={"arr_n": "1"}), violation.coding, crosswalks)

    assert facts.detention is None


def test_nothing_sealed_gets_into_the_facts(facts: IncidentFacts) -> None:
    assert "never read" not in repr(facts)


def test_state_and_police_are_told_from_who_did_it(facts: IncidentFacts) -> None:
    assert (facts.state_actor, facts.police_violence) == (True, True)


def test_police_who_were_present_but_did_no_act_are_not_police_violence(
    violation: Form, crosswalks: Crosswalks
) -> None:
    assert violation.coding is not None
    by_client = [{"act_code": "phy_beat", "act_by": "p2"}]
    answers = told(f_acts={"acts": "phy_beat"}, actdet=by_client)

    facts = facts_from(answers, violation.coding, crosswalks)

    assert (facts.state_actor, facts.police_violence) == (True, False)


def test_an_act_without_its_details_is_still_an_act(
    violation: Form, crosswalks: Crosswalks
) -> None:
    assert violation.coding is not None

    facts = facts_from(told(actdet=[]), violation.coding, crosswalks)

    assert [act.code for act in facts.acts] == ["phy_beat", "eco_extort", "lib_arrest"]
    assert facts.involvements == ()


def test_a_code_in_no_list_is_kept_and_named(
    violation: Form, crosswalks: Crosswalks
) -> None:
    assert violation.coding is not None

    facts = facts_from(
        told(f_acts={"acts": "new_act"}, actdet=[]), violation.coding, crosswalks
    )

    assert (facts.acts[0].code, facts.unknown) == ("new_act", ("new_act",))


@pytest.mark.parametrize(
    ("group", "name", "text"),
    [
        pytest.param(
            "d_incident", "inc_date", "24/11/2026", id="a day in another shape"
        ),
        pytest.param("c_person", "n_affected", "many", id="a number in words"),
        pytest.param(
            "h_detention", "arr_at", "2026-11-24T23:10:00", id="a moment without a zone"
        ),
        pytest.param("h_detention", "arr_travel_h", "NaN", id="no number at all"),
    ],
)
def test_an_answer_that_cannot_be_read_is_named_and_not_repeated(
    violation: Form, crosswalks: Crosswalks, group: str, name: str, text: str
) -> None:
    assert violation.coding is not None

    with pytest.raises(UnreadableAnswer) as caught:
        facts_from(told(**{group: {name: text}}), violation.coding, crosswalks)

    assert caught.value.path == f"{group}/{name}"
    assert text not in str(caught.value)


@pytest.mark.parametrize(
    ("acts", "core"),
    [
        pytest.param(
            ["psy_insult", "sex_rape", "phy_beat"], "rape", id="rape before all"
        ),
        pytest.param(
            ["phy_beat", "sex_attempt"], "sexual_assault", id="attempt before blows"
        ),
        pytest.param(
            ["psy_threat", "phy_beat"], "physical_assault", id="blows before threats"
        ),
        pytest.param(
            ["psy_threat", "eco_rob"],
            "denial_of_resources_opportunities_or_services",
            id="robbery before threats",
        ),
        pytest.param(
            ["lib_raid", "due_no_lawyer"], "non-gbv", id="a raid is in none of the six"
        ),
        pytest.param(["unheard_of"], "non-gbv", id="an act in no list"),
        pytest.param([], "non-gbv", id="nothing"),
    ],
)
def test_the_gbvims_core_type_is_the_highest_among_the_acts(
    crosswalks: Crosswalks, acts: list[str], core: str
) -> None:
    assert gbvims_core_type(acts, crosswalks) == core


def test_a_countable_fact_holds_a_week_and_a_kind_of_person(
    facts: IncidentFacts,
) -> None:
    assert countable(facts)[0] == Fact(
        what="phy_beat",
        gbvims_core="physical_assault",
        area="XX-2",
        place="street",
        year=2026,
        month="2026-11",
        week="2026-W48",
        gender="tw",
        age_band="25_34",
        by=("client", "pol_station"),
        state_actor=True,
        persons=2,
        times=2,
    )


@pytest.mark.parametrize("answered", ["no", "later", ""])
def test_without_a_yes_to_being_counted_there_is_nothing_to_count(
    violation: Form, crosswalks: Crosswalks, answered: str
) -> None:
    assert violation.coding is not None

    facts = facts_from(
        told(b_consent={"c_stats": answered}), violation.coding, crosswalks
    )

    assert countable(facts) == ()


@pytest.mark.parametrize(
    ("precision", "when"),
    [
        pytest.param("exact", (2026, "2026-11", "2026-W48"), id="the day is sure"),
        pytest.param("est", (2026, "2026-11", ""), id="an estimate has no week"),
        pytest.param("month", (2026, "2026-11", ""), id="only the month"),
        pytest.param("year", (2026, "", ""), id="only the year"),
    ],
)
def test_a_fact_is_never_more_precise_than_what_was_known(
    facts: IncidentFacts, precision: str, when: tuple[int, str, str]
) -> None:
    incident = replace(facts.incident, precision=precision)

    fact = countable(replace(facts, incident=incident))[0]

    assert (fact.year, fact.month, fact.week) == when


def test_the_lists_have_all_their_codes(crosswalks: Crosswalks) -> None:
    sizes = (len(crosswalks.acts), len(crosswalks.perpetrators), len(crosswalks.places))

    assert sizes == (58, 33, 26)


def test_huridocs_codes_keep_their_zeros_in_front(crosswalks: Crosswalks) -> None:
    assert crosswalks.acts["eco_extort"].huridocs_act == "130104000000"
    assert crosswalks.acts["lib_raid"].huridocs_act == "030107000000"


def test_a_code_list_with_a_code_twice_is_refused() -> None:
    places = "code,label_en,huridocs_mt17,gbvims_location\nx,X,,\nx,Y,,\n"

    with pytest.raises(ValueError, match="row 3: The code x is there twice"):
        read_crosswalks(
            acts="group,code,label_en,huridocs_act_mt4,huridocs_method_mt5,gbvims_core\n",
            perpetrators="group,code,label_en,huridocs_mt24,gbvims_perpetrator\n",
            places=places,
        )


def test_a_moment_in_another_zone_is_the_same_moment(
    violation: Form, crosswalks: Crosswalks
) -> None:
    assert violation.coding is not None
    answers = told(h_detention={"arr_at": "2026-11-24T17:25:00Z"})

    facts = facts_from(answers, violation.coding, crosswalks)

    assert facts.detention is not None
    assert facts.detention.taken_at == datetime(2026, 11, 24, 17, 25, tzinfo=UTC)


def test_an_answer_in_a_group_of_an_entry_belongs_to_the_entry(
    crosswalks: Crosswalks,
) -> None:
    coding = read_coding(
        "question,keep,becomes,note\nptype,coded,profile.type,\npcount,coded,profile.count,\n"
    )
    answers = {"perp": [{"who": {"ptype": "client"}, "more": {"pcount": "2"}}]}

    facts = facts_from(answers, coding, crosswalks)

    assert [(p.number, p.type, p.count) for p in facts.profiles] == [(1, "client", 2)]
