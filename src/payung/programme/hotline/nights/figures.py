"""The figures of line, roster and outings for a country and a stretch of time.

The definitions are the engine's; here the log is read for it. They are counts of work,
never of what happened to anybody, and no release: they stay inside the programme.
"""

from __future__ import annotations

from datetime import datetime

from payung.engines import dispatch
from payung.engines.dispatch import ContactTimes, Share, Span, contact_times

from .figure import Figure
from .figures_of_duty import duty_figures
from .figures_of_outings import outing_figures
from .log_reading import came_in, log_of, open_in, open_minutes, unowned_minutes


def figures_of(country: str, span: Span, *, at: datetime) -> tuple[Figure, ...]:
    """Return every figure of the list of indicators, in its order."""
    until = min(span.end, at)
    if until <= span.start:
        return ()
    past = Span(start=span.start, end=until)
    return (
        *line_figures(country, past, at=at),
        *duty_figures(country, past),
        *outing_figures(country, past),
    )


def line_figures(country: str, span: Span, *, at: datetime) -> tuple[Figure, ...]:
    """Return H_OFFERED to H_DISPO for the contacts that came in during the stretch."""
    times = times_of(country, span)
    return (
        Figure(code="H_OFFERED", count=dispatch.offered(times)),
        Figure(code="H_ANSWER", share=dispatch.answer_rate(times)),
        Figure(code="H_EARLY", share=dispatch.early_rate(times)),
        Figure(code="H_RECOVER", share=dispatch.recovered(times, at=at)),
        Figure(code="H_TTH", spread=dispatch.time_to_human(times)),
        Figure(code="H_OWNED", share=unowned(country, span)),
        Figure(code="H_DISPO", share=dispatch.closed_fully(times)),
    )


def times_of(country: str, span: Span) -> tuple[ContactTimes, ...]:
    """Return when what happened to each contact that came in during the stretch."""
    rows = came_in(country, span)
    steps = dict(rows.values_list("reference", "next_step"))
    return contact_times(log_of(rows), next_steps=steps)


def unowned(country: str, span: Span) -> Share:
    """Return H_OWNED: minutes in which nobody owned a contact, of all open minutes."""
    proof = dispatch.prove(log_of(open_in(country, span)), until=span.end)
    return Share(
        numerator=unowned_minutes(proof, span),
        denominator=open_minutes(country, span),
    )
