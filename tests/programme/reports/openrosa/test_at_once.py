"""An app that sends twice at the same moment gets one report, not two."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from payung.programme.reports.models import Attachment, Report
from tests.cast import MAYA, SUNITA, team_of
from tests.programme.reports.openrosa.phone import Phone, filled, phone_of
from tests.programme.reports.sent import form_in


pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_note_sent_by_four_threads_is_stored_once() -> None:
    form_in("np")
    _team, [_maya, sunita] = team_of(MAYA, SUNITA)
    first = phone_of(sunita)
    xml = filled()

    def send(_number: int) -> int:
        phone = Phone(handle=first.handle, key=first.key)
        # A database in memory does not wait for its turn; an app tries again.
        for _again in range(200):
            try:
                return phone.send(xml, ("p.jpg", b"\xff\xd8")).status_code
            except OperationalError:
                time.sleep(0.01)
            finally:
                connection.close()
        raise AssertionError("never got its turn")

    with ThreadPoolExecutor(4) as threads:
        codes = list(threads.map(send, range(4)))

    assert Report.objects.count() == 1
    assert Attachment.objects.count() == 1
    assert set(codes) <= {201, 202}
