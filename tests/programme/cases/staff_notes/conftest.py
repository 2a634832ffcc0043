"""The case of the other tests, and who opens its texts."""

from __future__ import annotations

import pytest

from payung.programme.cases.actions import NewCase, open_case, write_note
from payung.programme.cases.models import Case, TimelineEntry
from tests.programme.cases.conftest import NOW, Office


TITLE = "Kamala and her son Bishal, 9"
LINE = "Bishal was at home. Bishal saw it."


@pytest.fixture
def named(office: Office) -> Case:
    new = NewCase(team=office.team, title=TITLE, note="Ask the neighbour")
    return open_case(actor=office.sunita, new=new, at=NOW)


@pytest.fixture
def line(office: Office, named: Case) -> TimelineEntry:
    return write_note(actor=office.sunita, case=named, text=LINE, at=NOW)
