"""The manual's page of stages, written from the table that the program obeys."""

from __future__ import annotations

from .stages import AT_REST, TRANSITIONS, Outcome, Stage


HEAD = """# The stages of a case

This page is written from `programme/cases/stages.py` by a program: change the table
there, then run `python -m tools.write_case_states`.

A case is closed only through “Close it”, which asks for a reason and refuses while
something is still to be done. “At rest” means that nobody works on the case: it leaves
Today, and nothing new can be planned in it until it is opened again.

| stage | code | at rest | may be followed by |
|---|---|---|---|
"""
REASONS = """
## Why a case was closed

| reason | code |
|---|---|
"""


def page() -> str:
    """Return the page in Markdown, in English."""
    stages = "".join(_row(stage) for stage in Stage)
    reasons = "".join(f"| {one.label} | `{one.value}` |\n" for one in Outcome)
    return f"{HEAD}{stages}{REASONS}{reasons}"


def _row(stage: Stage) -> str:
    rest = "yes" if stage in AT_REST else "no"
    after = ", ".join(str(one.label) for one in TRANSITIONS[stage])
    return f"| {stage.label} | `{stage.value}` | {rest} | {after} |\n"
