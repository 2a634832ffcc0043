"""The manual's page of proceedings, written from the lists that the program obeys."""

from __future__ import annotations

from payung.engines.proceedings import OutcomeKind, StepKind, Track

from .tables import outcomes, table
from .words import body_label


HEAD = """# Proceedings: the steps and what may follow what

This page is written from `countries/codes/steps.csv` and `countries/codes/outcomes.csv`
by a program: change a list there, then run `python -m tools.write_proceedings`.

A proceeding is one way to justice at one office: to defend her, to complain, to claim.
Each step is written down with the moment it was **asked for**, the moment it
**happened**, or the moment it was **refused** and by what kind of office. What cannot be
is refused with a sentence that says what to do:

- nothing happens before one of the steps it comes after, nor before it was asked for;
- nothing is written down that is still to come; a date at court is never set in the past
  (what the court did is written down as “it was held”);
- a step stands once, unless the table says that it may come again, and even then it is
  not asked for a second time before somebody has answered;
- after the end follows only what may;
- what others rest on is not taken back before them.

“Handed in” means that handing it in is enough for what follows, whether or not the office
has answered. “Clock” names the event of the arrest by which clocks start and stop: that
moment stands once, in the arrest, and is read from there. A “date” is written down among
the dates at court and read from there.
"""
TRACKS = {
    Track.DEFENCE: ("To defend her", "The steps of the reference."),
    Track.COMPLAINT: ("To complain", "The steps of the reference."),
    Track.CIVIL: (
        "To claim",
        "Our own short list: no standard that we know has one. A lawyer should look at it.",
    ),
}
STEPS = """
| step | code | clock | asked of | comes after | again? | notes |
|---|---|---|---|---|---|---|
"""
OUTCOMES = """
## Outcomes, with their place in the HURIDOCS lists

The codes are those of the edition that OpenEvSys carried (micro-thesauri 25, 26, 28 and
47); a test looks each of them up in that edition. **Ask HURIDOCS for the current one
before figures are exchanged with anyone by these codes.** Where there is no code, the
outcome is our own.

| outcome | code | kind | HURIDOCS | ends |
|---|---|---|---|---|
"""


def page() -> str:
    """Return the page in Markdown, in English."""
    tracks = "".join(_track(track) for track in Track)
    rows = "".join(
        f"| {one.label} | `{one.code}` | {one.kind.value} | {_place(one.huridocs)} | "
        f"{', '.join(track.value for track in one.closes)} |\n"
        for kind in OutcomeKind
        for one in outcomes().of(kind)
    )
    return f"{HEAD}{tracks}{OUTCOMES}{rows}"


def _track(track: Track) -> str:
    title, said = TRACKS[track]
    rows = "".join(_row(kind) for kind in table().of(track))
    return f"\n## {title}\n\n{said}\n{STEPS}{rows}"


def _row(kind: StepKind) -> str:
    cells = [
        kind.label,
        f"`{kind.code}`",
        f"`{kind.event}`" if kind.event else "",
        ", ".join(body_label(body.value) for body in kind.asked_of),
        " or ".join(kind.after),
        "yes" if kind.repeats else "",
        ", ".join(_notes(kind)),
    ]
    return f"| {' | '.join(cells)} |\n"


def _notes(kind: StepKind) -> list[str]:
    said = {
        "handed in": kind.filed,
        "a date": kind.hearing,
        "ends it": kind.ends,
        "may follow the end": kind.after_end,
        f"answer: {kind.result}": bool(kind.result),
    }
    return [words for words, holds in said.items() if holds]


def _place(huridocs: tuple[str, str] | None) -> str:
    return f"{huridocs[0]}: `{huridocs[1]}`" if huridocs else ""
