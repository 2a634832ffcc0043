"""What cannot follow what: named problems, which the pages turn into sentences.

A step is *there* from the moment it was done; one that is handed in, from the moment it
was handed in, whether or not anybody has answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ._steps import StepKind, Table, Track


class Deed(StrEnum):
    """What is written down of a step."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


class Wrong(StrEnum):
    """What is wrong with something that was to be written down."""

    OTHER_TRACK = "other_track"
    STILL_TO_COME = "still_to_come"
    NOT_THERE_YET = "not_there_yet"
    TOO_EARLY = "too_early"
    BEFORE_ASKED = "before_asked"
    NOBODY_ASKED = "nobody_asked"
    TWICE = "twice"
    ENDED = "ended"
    STANDS_ON_IT = "stands_on_it"
    HEARING_IN_THE_PAST = "hearing_in_the_past"
    IS_A_HEARING = "is_a_hearing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A step as it is written down; moments are aware. `key` names its row."""

    code: str
    asked_at: datetime | None = None
    done_at: datetime | None = None
    refused_at: datetime | None = None
    key: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody was asked and has not answered."""
        return self.done_at is None and self.refused_at is None


@dataclass(frozen=True, kw_only=True, slots=True)
class New:
    """Something that is to be written down of a step."""

    code: str
    deed: Deed
    moment: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong, with the other steps and the moment that it is about."""

    wrong: Wrong
    step: str = ""
    others: tuple[str, ...] = ()
    moment: datetime | None = None


def refuse(
    table: Table,
    track: Track,
    steps: Sequence[Kept],
    new: New,
    *,
    at: datetime,
    ended_at: datetime | None = None,
) -> tuple[Problem, ...]:
    """Return everything that is wrong with writing this down now; empty: nothing."""
    kind = table.kinds.get(new.code)
    if kind is None or kind.track is not track:
        return (Problem(wrong=Wrong.OTHER_TRACK, step=new.code),)
    return (
        *_moment_wrong(new, at),
        *_end_wrong(table, kind, steps, new, ended_at),
        *_asking_wrong(kind, steps, new),
        *_order_wrong(table, kind, steps, new),
        *_twice_wrong(kind, steps, new),
    )


def refuse_taking_back(
    table: Table,
    track: Track,
    steps: Sequence[Kept],
    taken: Kept,
    *,
    stays: Kept | None = None,
) -> tuple[Problem, ...]:
    """Return what would stand on nothing if this step were taken back.

    `stays` is what is left of it, where only the answer is taken back.
    """
    left = list(steps)
    left.remove(taken)
    if stays is not None:
        left.append(stays)
    known = {(one.step, one.wrong) for one in contradictions(table, track, steps)}
    fallen = [
        one
        for one in contradictions(table, track, left)
        if (one.step, one.wrong) not in known
    ]
    if not fallen:
        return ()
    others = tuple(dict.fromkeys(one.step for one in fallen))
    return (Problem(wrong=Wrong.STANDS_ON_IT, step=taken.code, others=others),)


def refuse_hearing(hearing_at: datetime, *, at: datetime) -> tuple[Problem, ...]:
    """Return what is wrong with a date at court that is only now written down."""
    if hearing_at > at:
        return ()
    return (Problem(wrong=Wrong.HEARING_IN_THE_PAST, moment=hearing_at),)


def contradictions(
    table: Table, track: Track, steps: Sequence[Kept]
) -> tuple[Problem, ...]:
    """Return what does not fit among steps that are written down already.

    Times of an arrest are corrected on another page, which knows no later steps.
    """
    found: list[Problem] = []
    for one in steps:
        kind = table.kinds.get(one.code)
        if kind is None or kind.track is not track:
            found.append(Problem(wrong=Wrong.OTHER_TRACK, step=one.code))
            continue
        for deed, moment in _told(one):
            new = New(code=one.code, deed=deed, moment=moment)
            found.extend(_order_wrong(table, kind, steps, new))
    return tuple(dict.fromkeys(found))


def open_one(steps: Sequence[Kept], code: str) -> Kept | None:
    """Return the step of this code that was asked for and not answered, if any."""
    return next((one for one in steps if one.code == code and one.is_open), None)


def _told(one: Kept) -> Iterator[tuple[Deed, datetime]]:
    moments = (one.asked_at, one.done_at, one.refused_at)
    for deed, moment in zip(Deed, moments, strict=True):
        if moment is not None:
            yield deed, moment


def _moment_wrong(new: New, at: datetime) -> Iterator[Problem]:
    if new.moment > at:
        yield Problem(wrong=Wrong.STILL_TO_COME, step=new.code, moment=new.moment)


def _end_wrong(
    table: Table,
    kind: StepKind,
    steps: Sequence[Kept],
    new: New,
    ended_at: datetime | None,
) -> Iterator[Problem]:
    ends = [
        one.done_at
        for one in steps
        if one.done_at is not None and table.kinds[one.code].ends
    ]
    last = min([*ends, *([ended_at] if ended_at else [])], default=None)
    if last is not None and not kind.after_end:
        yield Problem(wrong=Wrong.ENDED, step=new.code, moment=last)
    elif kind.ends and new.deed is Deed.DONE:
        later = [one for one in steps if _last_moment(one) > new.moment]
        late = [one for one in later if not table.kinds[one.code].after_end]
        if late:
            codes = tuple(dict.fromkeys(one.code for one in late))
            yield Problem(wrong=Wrong.TOO_EARLY, step=new.code, others=codes)


def _asking_wrong(kind: StepKind, steps: Sequence[Kept], new: New) -> Iterator[Problem]:
    if new.deed is not Deed.DONE and not kind.can_be_asked:
        yield Problem(wrong=Wrong.NOBODY_ASKED, step=new.code)
    asked = open_one(steps, new.code)
    if asked is None or asked.asked_at is None or new.deed is Deed.ASKED:
        return
    if new.moment < asked.asked_at:
        yield Problem(wrong=Wrong.BEFORE_ASKED, step=new.code, moment=asked.asked_at)


def _order_wrong(
    table: Table, kind: StepKind, steps: Sequence[Kept], new: New
) -> Iterator[Problem]:
    if not kind.after:
        return
    before = [
        moment
        for one in steps
        if one.code in kind.after
        and (moment := _there_since(table.kinds[one.code], one)) is not None
    ]
    if not before:
        yield Problem(wrong=Wrong.NOT_THERE_YET, step=new.code, others=kind.after)
    elif new.moment < min(before):
        there = tuple(dict.fromkeys(o.code for o in steps if o.code in kind.after))
        yield Problem(
            wrong=Wrong.TOO_EARLY, step=new.code, others=there, moment=min(before)
        )


def _twice_wrong(kind: StepKind, steps: Sequence[Kept], new: New) -> Iterator[Problem]:
    same = [one for one in steps if one.code == new.code]
    done = [one for one in same if one.done_at is not None]
    if (new.deed is Deed.ASKED and any(one.is_open for one in same)) or (
        done and not kind.repeats
    ):
        again = True
    else:
        again = new.moment in {_moment_of(one, new.deed) for one in same}
    if again:
        yield Problem(wrong=Wrong.TWICE, step=new.code)


def _moment_of(one: Kept, deed: Deed) -> datetime | None:
    return {
        Deed.ASKED: one.asked_at,
        Deed.DONE: one.done_at,
        Deed.REFUSED: one.refused_at,
    }[deed]


def _there_since(kind: StepKind, one: Kept) -> datetime | None:
    if kind.filed:
        # Handed in is handed in, even where they will not take it.
        given = [one.asked_at, one.done_at]
        return min((moment for moment in given if moment), default=None)
    return one.done_at


def _last_moment(one: Kept) -> datetime:
    return max(moment for _deed, moment in _told(one))
