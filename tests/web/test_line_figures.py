"""The figures of a line, as its team asks for them on the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from payung.programme.hotline.coming_in.news import keep_news
from payung.web.commands.hotline import command
from tests.programme.hotline.small_line import arrival, make_line


pytestmark = pytest.mark.django_db


def test_a_call_that_came_in_is_counted_and_what_never_happened_is_not_a_nought() -> (
    None
):
    small = make_line()
    news = arrival(small, "call-1")
    keep_news("np", [news], at=news.at)

    result = CliRunner().invoke(command, ["figures", "np", "--days", "3650"])

    lines = {
        line.split()[0]: line.split(None, 1)[1] for line in result.output.splitlines()
    }
    assert lines["H_OFFERED"] == "1"
    assert lines["DRILL"].startswith("nothing to count")


def test_a_country_that_is_not_there_is_told_which_are() -> None:
    result = CliRunner().invoke(command, ["figures", "zz"])

    assert result.exit_code == 1
    assert "Known: bd, id, mm, np, xx." in result.output
