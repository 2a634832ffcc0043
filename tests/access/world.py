"""A small country for the access table: one of everything, and everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from payung.programme.findings.models import Brief
from payung.programme.people.actors import Actor
from payung.programme.people.devices import add_device
from payung.programme.people.models import DeviceKey
from tests.access.one_aside import one_aside, one_file
from tests.access.one_call import one_call
from tests.access.one_care import one_care
from tests.access.one_case import one_case
from tests.access.one_circle import one_circle
from tests.access.one_course import one_course
from tests.access.one_held import one_held
from tests.access.one_note import one_file_on_its_way, one_note
from tests.access.one_office import one_office
from tests.access.one_place import one_place
from tests.access.one_plan import one_plan
from tests.access.one_proceeding import one_proceeding
from tests.access.one_proof import one_proof
from tests.access.one_report import one_report
from tests.access.one_room import one_room
from tests.access.one_shelf import one_shelf
from tests.access.one_side import one_side
from tests.cast import (
    ANJU,
    DONOR,
    MAYA,
    OFFICER,
    OPERATOR,
    OUTSIDER,
    PASSPHRASE,
    REGIONAL,
    RINA,
    SUNITA,
    THEN,
    account,
    team_of,
)


HANDLES = {
    "outsider": "outsider",
    "abroad": "rina",
    "paralegal": "sunita",
    "operator": "operator",
    "attorney": "anju",
    "officer": "officer",
    "coordinator": "maya",
    "regional": "regional",
    "donor": "donor",
}


@dataclass(frozen=True, kw_only=True)
class World:
    """What addresses need to name: see `arguments`."""

    arguments: dict[str, dict[str, object]]
    posts: dict[str, dict[str, object]]
    members: dict[str, Actor]


def make_world() -> World:
    """Make one team with one of everything, an outsider, and a team abroad."""
    team, members = team_of(MAYA, SUNITA, ANJU, OPERATOR, OFFICER)
    team_of(RINA, name="Far team")
    for part in (OUTSIDER, REGIONAL, DONOR):
        account(part)
    add_device(actor=members[1], name="field phone", at=THEN)
    in_team = {"team_id": team.pk}
    note = one_note(team, members[1])
    file = one_file_on_its_way(team, members[0])
    case = one_case(team, members[1])
    call = one_call(team, members[0], members[1])
    side = one_side(team, members[1])
    safe = one_room(team, members[0])
    reference = str(case.arguments["case"]["reference"])
    plan = one_plan(team, members[0])
    track = one_proceeding(reference, members[1], members[2])
    held = one_held(str(case.arguments["case"]["reference"]))
    place = one_place(team, members[0])
    care = one_care(str(case.arguments["case"]["reference"]), members[1])
    office = one_office(team, members[0])
    course = one_course(team, members[0])
    circle = one_circle(team, members[1], members[2])
    shelf = one_shelf(team, members[0], members[1], members[2])
    return World(
        arguments={
            **note,
            **file,
            **one_report(members[4]),
            **one_file(members[1], str(note["note"]["reference"])),
            **one_aside(team, members[1]),
            **case.arguments,
            **one_proof(members[1], str(case.arguments["case"]["reference"])),
            **care.arguments,
            **call.arguments,
            **side.arguments,
            **safe.arguments,
            **track.arguments,
            **held.arguments,
            **plan.arguments,
            **place.arguments,
            **course.arguments,
            **circle.arguments,
            **office.arguments,
            **shelf.arguments,
            "objective": {"which": "1"},
            "indicator": {"code": "SS_OPEN"},
            "indicator-aim": {"code": "SS_OPEN"},
            "indicator-words": {"code": "SS_OPEN"},
            "area-scores-write": {"year": timezone.now().year},
            "team": in_team,
            "let-in": in_team,
            "take-out": in_team,
            "brief-file": {"number": one_brief().pk, "kind": "pdf"},
            "end-device": {"device_id": DeviceKey.objects.get().pk},
        },
        posts={
            **case.posts,
            **care.posts,
            **call.posts,
            **side.posts,
            **safe.posts,
            **held.posts,
            **place.posts,
            **office.posts,
            # Without the tick: the table asks who may, nobody shall be closed.
            "close-account": {"handle": "outsider"},
            "let-in": {"handle": "outsider"},
            "take-out": {"handle": "anju"},
            "prefer": {"language": "ne"},
            "add-device": {"name": "another phone"},
        },
        members={member.handle: member for member in members},
    )


def one_brief() -> Brief:
    """Keep one brief of the country."""
    return Brief.objects.create(
        country="np",
        audience="police",
        since="2026-08-01",
        until="2026-11-01",
        language="ne",
        made_at=THEN,
        made_by="maya",
        pdf=b"%PDF-",
        word=b"PK",
        digest="0" * 64,
    )


def client_of(role: str) -> Client:
    """Return a browser in which this role is signed in, or nobody."""
    client = Client()
    if role != "nobody":
        given = {"handle": HANDLES[role], "passphrase": PASSPHRASE}
        client.post("/sign-in", given)
    return client
