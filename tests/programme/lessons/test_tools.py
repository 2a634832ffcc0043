"""A tool is rated after use, by other countries, and shown from three ratings on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from payung.programme.lessons import access, shelf
from payung.programme.lessons.codes import Why
from payung.programme.lessons.models import Tool, ToolRating, ToolUse
from payung.programme.lessons.refusals import (
    NotAnyMore,
    OwnWork,
    WordsMissing,
    WrongDay,
)
from payung.programme.lessons.tools import NewRating, NewUse, rate_tool, use_tool
from payung.programme.lessons.withdrawing import withdraw
from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role
from tests.access.one_shelf import a_tool, from_abroad
from tests.cast import THEN

from .conftest import People


def of(actor: Actor) -> NewUse:
    [team] = actor.own_teams
    return NewUse(
        key=uuid4(),
        team=team,
        used_on=THEN.date(),
        used_for="two courses",
        evidence="the sheets are there",
    )


def used_by(actor: Actor, tool: Tool) -> ToolUse:
    return use_tool(actor=actor, tool=tool, new=of(actor), at=THEN)


def rated(actor: Actor, use: ToolUse, stars: int) -> ToolRating:
    new = NewRating(key=uuid4(), use=use, stars=stars, reason="It helps.")
    return rate_tool(actor=actor, new=new, at=THEN)


def test_ones_own_tool_is_not_used_elsewhere(people: People) -> None:
    tool = a_tool(people.maya)

    with pytest.raises(OwnWork):
        used_by(people.sunita, tool)


def test_a_use_needs_something_that_shows_it(people: People) -> None:
    tool = a_tool(people.maya)

    with pytest.raises(WordsMissing):
        use_tool(
            actor=people.far,
            tool=tool,
            new=replace(of(people.far), evidence=" "),
            at=THEN,
        )


def test_a_tool_is_not_used_before_it_was_shared(people: People) -> None:
    tool = a_tool(people.maya)
    new = replace(of(people.far), used_on=THEN.date() - timedelta(days=1))

    with pytest.raises(WrongDay):
        use_tool(actor=people.far, tool=tool, new=new, at=THEN)


def test_two_ratings_are_hidden_and_three_are_shown_with_their_reasons(
    people: People,
) -> None:
    tool = a_tool(people.maya)
    others = [
        from_abroad(Role.PARALEGAL, country=code, handle=code)
        for code in ("bd", "id", "mm")
    ]
    for actor, stars in zip(others[:2], (5, 4), strict=True):
        rated(actor, used_by(actor, tool), stars)
    hidden = (shelf.tool_line(tool).rated, shelf.reasons_of(tool).count())

    rated(others[2], used_by(others[2], tool), 4)

    assert hidden == ("2 ratings: shown from three on", 0)
    assert shelf.tool_line(tool).rated == "rated 4.3 (n=3)"
    assert shelf.reasons_of(tool).count() == 3


def test_a_team_has_one_rating_and_a_new_one_takes_its_place(people: People) -> None:
    tool = a_tool(people.maya)
    use = used_by(people.far, tool)
    rated(people.far, use, 2)

    rated(people.far, used_by(people.far, tool), 5)

    standing = ToolRating.objects.filter(withdrawn_at=None)
    assert [one.stars for one in standing] == [5]


def test_a_use_is_withdrawn_after_its_rating(people: People) -> None:
    tool = a_tool(people.maya)
    use = used_by(people.far, tool)
    rating = rated(people.far, use, 2)
    with pytest.raises(NotAnyMore):
        withdraw(actor=people.far, what="use", row=use, why=Why.TYPED, at=THEN)

    withdraw(actor=people.far, what="rating", row=rating, why=Why.TYPED, at=THEN)
    withdraw(actor=people.far, what="use", row=use, why=Why.TYPED, at=THEN)

    assert shelf.tool_line(tool).used_in == ()


def test_a_withdrawn_tool_is_on_no_other_shelf(people: People) -> None:
    tool = a_tool(people.maya)

    withdraw(actor=people.maya, what="tool", row=tool, why=Why.NOT_OURS, at=THEN)

    assert list(access.tools_of(people.far)) == []
    assert list(access.tools_of(people.sunita)) == [tool]
