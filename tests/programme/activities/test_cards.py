"""A card counts a person once; nothing kept here leads from it to anybody."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from payung.programme.activities.cards import (
    NoSuchCard,
    card_shown,
    card_with,
    end_card,
    make_card,
)
from payung.programme.activities.models import Card

from .conftest import NOW, Office


def test_a_card_is_found_however_its_code_is_typed(office: Office) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)

    typed = f" {card.code[:13].lower()}-{card.code[13:]} "

    assert card_with(typed, teams=office.sunita.teams) == card.row


def test_the_code_is_kept_nowhere(office: Office) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)

    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM activities_card")
        [kept] = cursor.fetchone()
    assert len(card.code) == 26
    assert card.code not in kept
    assert card.code not in repr(card)


def test_a_card_that_was_ended_is_known_no_more(office: Office) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)

    end_card(actor=office.sunita, card=card.row, at=NOW)

    with pytest.raises(NoSuchCard) as refused:
        card_with(card.code, teams=office.sunita.teams)
    assert "give a new one" in refused.value.sentence


def test_a_card_of_another_team_is_not_known(office: Office) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)

    with pytest.raises(NoSuchCard):
        card_with(card.code, teams=office.outsider.teams)
    assert Card.objects.count() == 1


def test_a_card_that_is_held_out_is_known_to_every_team_of_its_country(
    office: Office,
) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)

    assert card_shown(card.code.lower(), country="np") == card.row
    with pytest.raises(NoSuchCard):
        card_shown(card.code, country="bd")


def test_an_ended_card_is_known_to_no_team(office: Office) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)
    end_card(actor=office.sunita, card=card.row, at=NOW)

    with pytest.raises(NoSuchCard):
        card_shown(card.code, country="np")


def test_the_code_from_a_form_is_as_long_as_any_and_another_for_each_form(
    office: Office,
) -> None:
    one, two, again = (
        make_card(actor=office.sunita, team=office.team, at=NOW, key=UUID(int=number))
        for number in (1, 2, 1)
    )

    assert one.code == again.code != two.code
    assert len(one.code) == 26
    assert Card.objects.count() == 2
