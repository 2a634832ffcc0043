"""Why is this cell empty? The chapter's examples, held to what the chapter says."""

from __future__ import annotations

from payung.engines.disclosure import audit, protect
from tests.spec.disclosure.chapter import EXAMPLES, PAGE, RULES, page


def test_a_table_without_small_counts_is_shown_whole() -> None:
    release = protect(EXAMPLES[0].table(), RULES)

    assert release.hidden == {}
    assert release.shown["Hill", "May"] == 12
    assert release.shown["all", "all"] == 40


def test_one_small_count_takes_three_others_with_it_and_leaves_all_totals() -> None:
    release = protect(EXAMPLES[1].table(), RULES)

    assert len(release.hidden) == 4
    assert ("Hill", "June") in release.hidden
    assert release.shown["Hill", "all"] == 34
    assert release.shown["all", "June"] == 54


def test_the_reader_is_left_guessing_the_small_count_from_one_to_five_or_more() -> None:
    release = protect(EXAMPLES[1].table(), RULES)

    key = (("arrests", "invented", "xx"), (("area", "Hill"), ("month", "June")))
    guess = audit(release)[key]
    assert guess.low == 1
    assert guess.high is not None
    assert guess.high >= 5


def test_nought_is_shown_where_the_rules_say_so() -> None:
    release = protect(EXAMPLES[2].table(), RULES)

    assert release.shown["Hill", "May"] == 0
    assert release.hidden == {}


def test_three_people_in_all_leave_no_figure_but_noughts() -> None:
    release = protect(EXAMPLES[3].table(), RULES)

    assert set(release.shown.values()) == {0}
    assert ("all", "all") in release.hidden


def test_the_printed_chapter_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "Run: python -m tests.spec.disclosure.chapter"
    )
