"""A form on its way to a phone."""

from __future__ import annotations

import gzip
import json

import brotli
import pytest
from django.test import RequestFactory

from payung.programme.reports import sent_forms
from payung.programme.reports.published import in_use
from tests.programme.reports.sent import form_in


pytestmark = pytest.mark.django_db
UNSQUEEZED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip, br;q=0", "gzip"), ("", "")],
)
def test_a_form_comes_as_small_as_the_browser_can_read(
    accepted: str, encoding: str
) -> None:
    form_in()
    form = in_use("np")
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})

    answer = sent_forms.logic(request, form)

    assert answer.headers.get("Content-Encoding", "") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert json.loads(UNSQUEEZED[encoding](answer.content)) == form.form.compiled


def test_words_come_in_the_language_asked_for() -> None:
    form_in()
    form = in_use("np")

    answer = sent_forms.words(RequestFactory().get("/"), form, "en")

    assert json.loads(answer.content) == form.form.strings["en"]
