"""Which indicator is divided by which axis; of the others the sheet says what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from payung.programme.objectives.reference_sheets import sheet_of

from . import of_cases, of_lessons, of_line, of_meetings, of_notes, of_people, of_rights
from .axis import Axis, Of


# An axis that every number has: it is computed for one country at a time.
COUNTRY = frozenset({"country", "origin", "origin_country", "target_country"})


def axes_of(code: str) -> tuple[Axis, ...]:
    """Return the axes by which an indicator is divided, in the order of its sheet."""
    return DIVIDED.get(code, ())


def not_recorded(code: str) -> tuple[str, ...]:
    """Return the axes of the sheet that nothing recorded here can give."""
    known = {axis.name for axis in axes_of(code)}
    return tuple(name for name in sheet_of(code).by if name not in known | COUNTRY)


def _line(count: of_line.Count, *axes: str) -> tuple[Axis, ...]:
    return tuple(of_line.contacts_by(count, axis) for axis in axes)


_LEARNED = ("course", "language", "delivery")
DIVIDED: Mapping[str, tuple[Axis, ...]] = MappingProxyType(
    {
        "KYR_REACH": (
            Axis(name="site", ask=of_people.reached_by_site),
            *map(of_people.reached_by, of_people.LETTERS),
        ),
        **{
            code: tuple(of_people.learned_by(code, axis) for axis in _LEARNED)
            for code in ("KYR_GAIN", "KYR_PASS")
        },
        "AGENCY": (Axis(name="item", ask=of_rights.agency_by_item, of=Of.OVERLAP),),
        "BDB_SCORE": (Axis(name="area", ask=of_rights.score_by_area),),
        "KYR_RETAIN": (of_people.learned_by("KYR_RETAIN", "course"),),
        "OUT_COV": (
            of_people.met_by("admin2"),
            of_people.met_by("venue_type"),
            Axis(name="first_contact", ask=of_people.met_by_first_contact, of=Of.PART),
        ),
        "OUT_PLAN": (
            Axis(name="team", ask=of_people.planned_by_team),
            Axis(name="reason_not_held", ask=of_people.not_held_by_reason, of=Of.REST),
        ),
        "SS_OPEN": (
            Axis(name="site", ask=of_people.opened_by_site),
            Axis(name="reason_closed", ask=of_people.not_open_by_reason, of=Of.REST),
        ),
        "SS_USE": (
            Axis(name="site", ask=of_people.visits_by_site),
            Axis(name="service", ask=of_people.services_by_kind, of=Of.OTHER),
            *map(of_people.visits_by, ("gender", "age_band", "first_time")),
        ),
        "LC_PEOPLE": tuple(
            of_cases.helped_by(axis) for axis in ("issue", "gender", "age_band")
        ),
        "LAW_MEET": (
            Axis(name="site", ask=of_meetings.meetings_by_site),
            Axis(name="topic", ask=of_meetings.meetings_by_topic, of=Of.OVERLAP),
        ),
        "REDRESS": (
            Axis(name="perpetrator_type", ask=of_cases.redress_by_perpetrator),
            Axis(name="step", ask=of_cases.redress_by_step, of=Of.OVERLAP),
            Axis(name="consent", ask=of_cases.redress_by_consent),
        ),
        "VIO_REP": (
            of_notes.notes_by_area(1),
            of_notes.notes_by_area(2),
            of_notes.notes_by("violation_type"),
            Axis(name="perpetrator_type", ask=of_notes.notes_by_perpetrator),
            *map(of_notes.notes_by, ("setting", "gender", "age_band")),
        ),
        "VIO_COMPLETE": (Axis(name="team", ask=of_notes.complete_by_team),),
        "VIO_TIMELY": (Axis(name="channel", ask=of_notes.timely_by_channel),),
        "VIO_CONSENT": (
            Axis(name="consent_level", ask=of_notes.consent_by_use, of=Of.OVERLAP),
        ),
        "VIO_SERVED": (
            Axis(name="service", ask=of_notes.served_by_service, of=Of.OVERLAP),
            Axis(name="perpetrator_type", ask=of_notes.served_by_perpetrator),
        ),
        "VIO_ACTION": (of_notes.acted_by("forum"), of_notes.acted_by("outcome")),
        "FGD_HELD": (
            Axis(name="site", ask=of_meetings.groups_by_site),
            Axis(name="group", ask=of_meetings.groups_by_kind, of=Of.OVERLAP),
        ),
        "FGD_LOOP": (Axis(name="addressee", ask=of_meetings.decisions_by_addressee),),
        "ADV_MEET": (
            of_meetings.offices_by_tier("ADV_MEET"),
            Axis(name="brief_shown", ask=of_meetings.meetings_by_brief, of=Of.PART),
            Axis(
                name="community_speaker",
                ask=of_meetings.meetings_by_speaker,
                of=Of.PART,
            ),
        ),
        "ADV_COVER": (Axis(name="admin2", ask=of_meetings.stations_by_area),),
        "ADV_DATA": (of_meetings.offices_by_tier("ADV_DATA"),),
        "COM_MADE": (
            of_meetings.offices_by_tier("COM_MADE"),
            Axis(name="kind", ask=of_meetings.promises_by_kind, of=Of.PART),
        ),
        "COM_KEPT": (
            of_meetings.offices_by_tier("COM_KEPT"),
            of_meetings.kept_by("kind"),
            of_meetings.kept_by("verifier"),
        ),
        "ARREST_N": tuple(
            map(of_cases.arrests_by, ("admin2", "unit_kind", "ground", "time_band"))
        ),
        "ARREST_RATE": (Axis(name="admin2", ask=of_cases.arrest_rate_by_area),),
        "DET_LAWFUL": tuple(map(of_cases.lawful_by, ("admin2", "unit_kind"))),
        "DET_REP": (
            Axis(name="who", ask=of_cases.contact_by_whom, of=Of.PART),
            Axis(name="hours_to_contact", ask=of_cases.contact_by_hours, of=Of.PART),
        ),
        "COMPLAINT": tuple(map(of_cases.complaints_by, ("body", "outcome"))),
        "LESSON_PUB": (Axis(name="objective", ask=of_lessons.published_by_objective),),
        "LESSON_ACTED": (
            Axis(name="receiver", ask=of_lessons.acted_by_receiver, of=Of.OVERLAP),
        ),
        "TOOL_USEFUL": tuple(map(of_lessons.useful_by, ("receiver", "tool_type"))),
        "TOOL_USED": (
            Axis(name="receiver", ask=of_lessons.used_by_receiver, of=Of.OVERLAP),
        ),
        "REP_ASSESS": (Axis(name="practice", ask=of_lessons.assessed_by_practice),),
        "REP_READY": (
            Axis(name="practice", ask=of_lessons.ready_by_practice),
            Axis(name="blocker_kind", ask=of_lessons.ready_by_danger, of=Of.OVERLAP),
        ),
        "REP_ADOPT": (Axis(name="practice", ask=of_lessons.begun_by_practice),),
        "REP_FIDEL": (Axis(name="practice", ask=of_lessons.kept_by_practice),),
        "REP_SUST": (Axis(name="practice", ask=of_lessons.sustained_by_practice),),
        "H_OFFERED": _line(of_line.offered, "channel", "hour_band", "language", "kind"),
        "H_ANSWER": _line(of_line.answered, "hour_band"),
        "H_RECOVER": _line(of_line.recovered, "priority"),
        "H_TTH": _line(of_line.to_human, "hour_band", "priority"),
        "R_COVER": (Axis(name="role", ask=of_line.cover_by_role, of=Of.OVERLAP),),
        "R_REACH": (Axis(name="role", ask=of_line.reach_by_role, of=Of.OVERLAP),),
        "D_ACCEPT": (
            Axis(name="priority", ask=of_line.accepted_by_priority, of=Of.OVERLAP),
        ),
        "DRILL": tuple(map(of_line.drills_by, ("hour_band", "channel"))),
    }
)
