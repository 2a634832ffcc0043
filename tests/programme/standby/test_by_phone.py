"""An alert and a test are answered by SMS, through the door that strangers use too."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.models import Message, WayKind
from payung.programme.alerts.sending import send_due
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.models import Contact
from payung.programme.standby.alerts import raise_attorney_alert
from payung.programme.standby.drills import ask_drills, drill_now
from payung.programme.standby.models import Drill, ReachProof, RosterPeriod
from payung.programme.standby.sweeping import sweep_alerts
from tests.programme.standby.conftest import NOW, NUMBERS, Office


@pytest.fixture
def sms() -> FakeMessages:
    return FakeMessages()


def send(sms: FakeMessages, at: datetime) -> None:
    send_due(
        channels={WayKind.SMS: sms},
        telephones={"np": FakeTelephone()},
        most=50,
        at=at,
    )


def text_from(handle: str, text: str, at: datetime) -> None:
    inbound = Inbound(
        key=f"{handle}:{at.isoformat()}",
        kind=InboundKind.TEXT,
        address=f"tel:{NUMBERS[handle]}",
        text=text,
        sent_at=at,
    )
    take_message(country="np", channel="sms", inbound=inbound, at=at)


def code_of(handle: str) -> str:
    rows = Message.objects.filter(way__person__handle=handle).exclude(code="")
    return rows.order_by("-made_at")[0].code


def test_the_attorney_accepts_by_sms_and_the_backup_comes_too_late(
    office: Office, roster: RosterPeriod, sms: FakeMessages
) -> None:
    alert = raise_attorney_alert(actor=office.sunita, about="", at=NOW)
    send(sms, NOW)
    late = NOW + timedelta(minutes=15)
    sweep_alerts(at=late)
    send(sms, late)

    text_from("anju", f"1 {code_of('anju')}", late + timedelta(minutes=1))
    text_from("binita", code_of("binita"), late + timedelta(minutes=2))

    alert.refresh_from_db()
    told = Message.objects.filter(saying="taken").order_by("made_at")
    assert (alert.state, alert.attorney) == ("accepted", "anju")
    assert [one.way.person.handle for one in told] == ["sunita", "binita"]
    assert not Contact.objects.exists()


def test_no_by_sms_leaves_the_alert_to_the_others(
    office: Office, roster: RosterPeriod, sms: FakeMessages
) -> None:
    alert = raise_attorney_alert(actor=office.sunita, about="", at=NOW)
    send(sms, NOW)

    text_from("anju", f"2 {code_of('anju')}", NOW + timedelta(minutes=1))

    alert.refresh_from_db()
    assert alert.state == "ringing"
    assert Message.objects.filter(state="dropped", way__kind="call").count() == 1


def test_a_test_answered_by_sms_is_a_proof(
    office: Office, roster: RosterPeriod, sms: FakeMessages
) -> None:
    drill_now("np", at=NOW)
    Drill.objects.exclude(person=office.sunita.person_id).delete()
    drill = Drill.objects.get()
    drill.way = drill.person.ways.get(kind="sms")
    drill.save()
    ask_drills(NOW)
    send(sms, NOW)

    text_from("sunita", code_of("sunita"), NOW + timedelta(minutes=3))

    drill.refresh_from_db()
    assert drill.passed
    assert ReachProof.objects.filter(person=drill.person, by="drill").count() == 1
    assert not Contact.objects.exists()
