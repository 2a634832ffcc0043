"""One woman with one card is one person, at whichever team of the country she comes."""

from __future__ import annotations

from datetime import date

from payung.engines.indicators import Total, month_of, parse_period
from payung.programme.activities.cards import NewCard, digest_of, make_card
from payung.programme.activities.models import Card, Work
from payung.programme.objectives.queries.people_counted import different_cards
from payung.programme.objectives.queries.scope import Scope
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces import figures
from payung.programme.safe_spaces.door.taking import take_taps
from payung.programme.safe_spaces.models import Site, Visit
from tests.cast import OFFICER, RINA, team_of

from .conftest import NOW, Office, browser_of, local, room
from .taps import visit


NOVEMBER = month_of(2026, 11)


def another_team() -> tuple[Actor, Site]:
    """Make a team elsewhere in Nepal with a room of its own."""
    team, [officer] = team_of(OFFICER, name="Hill team")
    return officer, room(officer, team, "hill")


def shown(actor: Actor, site: Site, card: NewCard, *, day: int) -> int:
    """Let a card be held out at a door; return how many cards were not known."""
    taps = [visit(at=local(day, 12), counter="card", card=digest_of(card.code))]
    took = take_taps(actor=actor, site=site, taps=taps, at=NOW)
    return took.cards_unknown


def test_a_card_of_another_team_is_known_and_is_one_person(office: Office) -> None:
    officer, hill = another_team()
    card = make_card(actor=office.maya, team=office.team, at=NOW)

    unknown = shown(office.sunita, office.site, card, day=18)
    unknown += shown(officer, hill, card, day=19)

    assert unknown == 0
    assert figures.visits_in("np", NOVEMBER) == 2
    assert figures.cards_in("np", NOVEMBER) == 1


def test_over_teams_and_months_of_a_year_she_is_counted_once(office: Office) -> None:
    officer, hill = another_team()
    one, two = (
        make_card(actor=office.maya, team=office.team, at=NOW) for _each in "ab"
    )
    shown(office.sunita, office.site, one, day=18)
    shown(officer, hill, one, day=18)
    shown(officer, hill, two, day=19)
    Visit.objects.filter(site=office.site).update(day=date(2026, 10, 5))
    quarter = parse_period("2026-Q4")

    people = different_cards(
        figures.card_digests("np", quarter),
        Scope(country="np", period=quarter, at=NOW),
        Work.ROOM,
    )

    assert isinstance(people, Total)
    assert people.count == 2


def test_a_card_is_not_known_over_the_border(office: Office) -> None:
    team, [rina] = team_of(RINA, name="Delta team")
    card = make_card(actor=rina, team=team, at=NOW)

    assert shown(office.sunita, office.site, card, day=18) == 1
    assert figures.cards_in("np", NOVEMBER) == 0


def test_no_page_tells_whose_card_it_is_or_where_else_it_was(office: Office) -> None:
    officer, hill = another_team()
    card = make_card(actor=officer, team=hill.team, at=NOW)
    shown(officer, hill, card, day=18)
    shown(office.sunita, office.site, card, day=19)
    client = browser_of("sunita")

    pages = "".join(
        client.get(f"/safe/blue/{end}").content.decode()
        for end in ("", "cards", "door", "days/2026-11-19")
    )

    assert "1 different card" in pages
    assert "Hill team" not in pages
    assert "hill" not in pages


def test_only_the_team_that_made_a_card_ends_it(office: Office) -> None:
    officer, hill = another_team()
    made = make_card(actor=officer, team=hill.team, at=NOW)

    page = browser_of("sunita").post("/safe/blue/cards", {"code": made.code})

    assert "No card that is in use has this code." in page.content.decode()
    assert Card.objects.get(pk=made.row.pk).ended_at is None


def test_a_card_is_made_once_however_often_its_button_is_pressed(
    office: Office,
) -> None:
    client = browser_of("sunita")
    key = client.get("/safe/blue/cards").context["once"]["key"].value()

    first, again = (
        client.post("/safe/blue/cards/new", {"key": str(key)}) for _each in range(2)
    )
    other = client.get("/safe/blue/cards").context["once"]["key"].value()
    more = client.post("/safe/blue/cards/new", {"key": str(other)})

    assert first.context["code"] == again.context["code"]
    assert first.context["code"] != more.context["code"]
    assert Card.objects.count() == 2
