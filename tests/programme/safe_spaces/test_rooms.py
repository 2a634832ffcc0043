"""Rooms on their pages: what is sealed stays so, cards are shown once, days are said."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from payung.programme.activities.models import Card
from payung.programme.safe_spaces.codes import Broken, Done, Reason, Status
from payung.programme.safe_spaces.door.taking import take_taps
from payung.programme.safe_spaces.incidents import (
    NewIncident,
    NoSuchWords,
    show_address,
    show_words,
    write_incident,
)
from payung.programme.safe_spaces.models import (
    HouseRuleIncident,
    LocalHoliday,
    OpeningDay,
    OpeningRule,
    Site,
)
from payung.programme.safe_spaces.refusals import CodeTaken, NotYet, WhyNeeded
from payung.programme.safe_spaces.room_page import days_in_words
from payung.programme.safe_spaces.sites import say_day
from payung.web.what_hangs_on_keys import HOLDERS
from tests.needles import bytes_of_database, found

from .conftest import NOW, WHERE, Office, browser_of, local, room
from .taps import visit


WORDS = "Obrizath shouted at the yellow pump"
DAY = date(2026, 11, 20)


def incident(office: Office) -> HouseRuleIncident:
    new = NewIncident(
        day=DAY, broken=Broken.QUARREL, done=Done.SPOKE, words=WORDS, key=uuid4()
    )
    return write_incident(actor=office.sunita, site=office.site, new=new, at=NOW)


def test_where_it_is_and_what_happened_lie_nowhere_in_clear(office: Office) -> None:
    row = incident(office)

    needles = ("pharmacy", "Quillamande", "Obrizath", "yellow pump")
    assert found(needles, bytes_of_database()) == []
    assert show_address(actor=office.sunita, site=office.site, at=NOW) == WHERE
    text = show_words(actor=office.maya, site=office.site, incident=row.pk, at=NOW)
    assert text == WORDS


def test_a_change_of_keys_finds_both(office: Office) -> None:
    row = incident(office)

    holdings = [HOLDERS.of(one) for one in (row.record, office.site.record) if one]

    columns = [field.column for one in holdings if one for field in one.fields]
    assert columns == ["words", "address"]


def test_words_of_another_room_are_not_there(office: Office) -> None:
    row, other = incident(office), room(office.maya, office.team, "green")

    with pytest.raises(NoSuchWords):
        show_words(actor=office.maya, site=other, incident=row.pk, at=NOW)


def test_a_rule_form_that_is_sent_twice_is_kept_once(office: Office) -> None:
    client = browser_of("sunita")
    today = f"{timezone.now():%Y-%m-%d}"
    typed = {"key": str(uuid4()), "day": today, "broken": "theft", "done": "nothing"}

    for _time in range(2):
        client.post("/safe/blue/rules", typed)

    assert HouseRuleIncident.objects.get().broken == "theft"


def test_a_short_name_is_given_once(office: Office) -> None:
    with pytest.raises(CodeTaken) as refused:
        room(office.maya, office.team, "blue")

    assert refused.value.field == "code"


@pytest.mark.parametrize("code", ["new", "days-off"])
def test_a_short_name_is_no_address_that_exists(office: Office, code: str) -> None:
    with pytest.raises(CodeTaken):
        room(office.maya, office.team, code)


def test_what_somebody_said_of_a_day_follows_no_taps(office: Office) -> None:
    say_day(
        actor=office.maya,
        site=office.site,
        day=DAY,
        status=Status.CLOSED,
        reason=Reason.STAFF,
        at=NOW,
    )

    take_taps(
        actor=office.sunita, site=office.site, taps=[visit(at=local(20, 14))], at=NOW
    )

    assert OpeningDay.objects.get().status == "closed"


@pytest.mark.parametrize(
    ("day", "status", "reason", "refusal"),
    [
        pytest.param(date(2026, 11, 21), "open", None, NotYet, id="tomorrow"),
        pytest.param(
            date(2025, 12, 31), "open", None, NotYet, id="before there was one"
        ),
        pytest.param(DAY, "partly", None, WhyNeeded, id="without a reason"),
    ],
)
def test_a_day_that_cannot_be_said_is_refused(
    office: Office,
    day: date,
    status: str,
    reason: Reason | None,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        say_day(
            actor=office.maya,
            site=office.site,
            day=day,
            status=Status(status),
            reason=reason,
            at=NOW,
        )


def test_hours_are_typed_as_days_of_the_week(office: Office) -> None:
    typed = {"weekdays": ["SA", "SU"], "opens": "14:00", "closes": "20:00"}
    more = {"first": "2026-11-01", "key": str(uuid4())}
    client = browser_of("maya")

    for _each in range(2):
        client.post("/safe/blue/hours", typed | more)

    assert OpeningRule.objects.count() == 2, "those of the room, and these once"
    assert OpeningRule.objects.latest("pk").rule == "FREQ=WEEKLY;BYDAY=SA,SU"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({}, "Choose at least one day.", id="no days"),
        pytest.param(
            {"weekdays": ["SA"], "rule": "FREQ=DAILY"},
            "Choose days of the week or write a rule, not both.",
            id="days said twice",
        ),
        pytest.param(
            {"rule": "on mondays"}, "Choose days of the week.", id="a rule in words"
        ),
    ],
)
def test_hours_that_say_no_days_are_answered_with_what_to_do(
    office: Office, typed: dict[str, object], sentence: str
) -> None:
    hours = {"opens": "14:00", "closes": "20:00", "first": "2026-11-01"}
    hours["key"] = str(uuid4())

    page = browser_of("maya").post("/safe/blue/hours", {**hours, **typed})

    assert sentence in page.content.decode()
    assert OpeningRule.objects.count() == 1


def test_a_holiday_is_corrected_for_all_rooms_of_the_country(office: Office) -> None:
    typed = {"day": "2026-11-09", "is_open": "yes", "label": "We keep open"}

    page = browser_of("maya").post("/safe/days-off", typed, follow=True)

    assert LocalHoliday.objects.get().is_open
    assert page.status_code == 200


def test_a_paralegal_counts_but_says_no_hours(office: Office) -> None:
    client = browser_of("sunita")

    assert client.get("/safe/blue/").status_code == 200
    assert client.get("/safe/blue/hours").status_code == 403
    assert client.get("/safe/days-off").status_code == 403


def test_a_new_room_is_written_down_on_its_page(office: Office) -> None:
    typed = {
        "name": "Green room",
        "code": "Green",
        "team": str(office.team.pk),
        "opened_on": "2026-11-01",
        "address": "Over the tailor",
        "key": str(uuid4()),
    }
    client = browser_of("maya")

    first, again = (client.post("/safe/new", typed) for _each in range(2))

    assert first.headers["Location"] == again.headers["Location"] == "/safe/green/"

    site = Site.objects.get(code="green")
    assert site.address is not None
    assert found(("tailor",), bytes_of_database()) == []


def test_a_card_is_shown_once_and_printed_without_a_word(office: Office) -> None:
    client = browser_of("sunita")

    page = client.post("/safe/blue/cards/new", {"key": str(uuid4())}).content.decode()
    [code] = set(re.findall(r'name="code" value="([2-9A-Z]{26})"', page))
    svg = client.post("/safe/blue/cards/svg", {"code": code})
    pdf = client.post("/safe/blue/cards/pdf", {"code": code})

    drawing = ET.fromstring(svg.content)  # noqa: S314 our own
    letters = "".join("".join(drawing.itertext()).split())
    assert letters == code
    assert drawing.attrib["width"] == "74mm"
    assert pdf.content.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox ?\[0 0 209\.\d+ 297\.\d+\]", pdf.content)
    assert code not in client.get("/safe/blue/cards").content.decode()
    assert found((code,), bytes_of_database()) == []
    assert "attachment; filename=" in pdf.headers["Content-Disposition"]


def test_a_code_that_is_on_no_card_is_not_printed(office: Office) -> None:
    client = browser_of("sunita")

    answer = client.post("/safe/blue/cards/pdf", {"code": "AAAA"}, follow=True)

    assert "Make a new one." in answer.content.decode()


def test_a_card_that_was_found_is_ended(office: Office) -> None:
    client = browser_of("sunita")
    page = client.post("/safe/blue/cards/new", {"key": str(uuid4())}).content.decode()
    code = re.findall(r'name="code" value="([2-9A-Z]{26})"', page)[0]

    client.post("/safe/blue/cards", {"code": code.lower()})
    again = client.post("/safe/blue/cards", {"code": code})

    assert Card.objects.get().ended_at is not None
    assert "No card that is in use has this code." in again.content.decode()


def test_a_room_that_is_no_more_stays_in_the_list_without_a_door(
    office: Office,
) -> None:
    client = browser_of("maya")

    early = client.post("/safe/blue/end", {"last": "2025-01-01"}).content.decode()
    page = client.post("/safe/blue/end", {"last": "2026-11-20"}, follow=True)

    assert "This is before the room began." in early
    assert Site.objects.get().closed_on == DAY
    assert "No longer" in page.content.decode()
    assert "/safe/blue/door" not in page.content.decode()


def test_days_are_said_in_words_and_other_rules_as_written() -> None:
    assert days_in_words("FREQ=WEEKLY;BYDAY=MO,FR") == "Monday, Friday"
    assert days_in_words("FREQ=DAILY") == "Every day"
    assert days_in_words("FREQ=MONTHLY;BYDAY=1MO") == "FREQ=MONTHLY;BYDAY=1MO"
