"""Worked examples of peer learning and replication: PEER, LESSON, TOOL, REP."""

from __future__ import annotations

from ._example import Example
from ._sharing import (
    Assessment,
    Rating,
    lesson_acted,
    lesson_pub,
    peer_exch,
    rep_adopt,
    rep_assess,
    rep_fidel,
    rep_ready,
    rep_sust,
    tool_used,
    tool_useful,
)
from ._sheets import Unit


SHARING = (
    Example(
        code="PEER_EXCH",
        given="Four exchanges were planned; three were held with two countries or more.",
        work_out=lambda: peer_exch(held=3, planned=4),
        answer="3 of 4: 75.0 %",
    ),
    Example(
        code="LESSON_PUB",
        given="Seven lessons are whole and cleared; one without its cost is not counted.",
        work_out=lambda: lesson_pub(published=7),
        answer="7",
    ),
    Example(
        code="TOOL_USEFUL",
        given="Ratings 5, 4, 4 and 3: 16 over 4.",
        work_out=lambda: tool_useful({5: 1, 4: 2, 3: 1}),
        answer="mean of 4: 4.00 (2.54 to 4.74)",
        unit=Unit.SCORE,
    ),
    Example(
        code="TOOL_USEFUL",
        given="Ratings 5 and 5: two are too few to show.",
        work_out=lambda: tool_useful({5: 2}),
        answer="no number: 2 of the 3 it needs",
        unit=Unit.SCORE,
    ),
    Example(
        code="TOOL_USED",
        given="Ten tools were shared at least six months ago; four are used elsewhere.",
        work_out=lambda: tool_used(used=4, shared=10),
        answer="4 of 10: 40.0 % (16.8 % to 68.7 %)",
    ),
    Example(
        code="LESSON_ACTED",
        given="Of six lessons half a year old, one led to a decision elsewhere.",
        work_out=lambda: lesson_acted(acted_on=1, published=6),
        answer="1 of 6: 16.7 % (3.0 % to 56.4 %)",
    ),
    Example(
        code="REP_ASSESS",
        given="Five assessments were planned and four completed.",
        work_out=lambda: rep_assess(completed=4, planned=5),
        answer="4 of 5: 80.0 %",
    ),
    Example(
        code="REP_READY",
        given=(
            "One is ready; one ready with adaptation; one ready but with an open danger; "
            "one not ready."
        ),
        work_out=lambda: rep_ready(
            [
                Assessment(rating=Rating.READY),
                Assessment(rating=Rating.READY_WITH_ADAPTATION),
                Assessment(rating=Rating.READY, open_blockers=1),
                Assessment(rating=Rating.NOT_READY),
            ]
        ),
        answer="2 of 4: 50.0 % (15.0 % to 85.0 %)",
    ),
    Example(
        code="REP_ADOPT",
        given="Two assessments were ready; three sites began.",
        work_out=lambda: rep_adopt(begun=3, ready=2),
        answer="3 of 2: 150.0 %",
    ),
    Example(
        code="REP_FIDEL",
        given="Two practices with eight core components in all; seven are there.",
        work_out=lambda: rep_fidel(present=7, defined=8),
        answer="7 of 8: 87.5 % (52.9 % to 97.8 %)",
    ),
    Example(
        code="REP_FIDEL",
        given=(
            "One practice of four core parts has three; nobody has looked at another one "
            "of four."
        ),
        work_out=lambda: rep_fidel(present=3, defined=8, not_looked_at=1),
        answer="3 of 8: 37.5 % (13.7 % to 69.4 %); 1 not written down",
    ),
    Example(
        code="REP_SUST",
        given="None of three adoptions runs without help after a year.",
        work_out=lambda: rep_sust(sustained=0, old_enough=3),
        answer="0 of 3: 0.0 % (0.0 % to 56.1 %)",
    ),
)
