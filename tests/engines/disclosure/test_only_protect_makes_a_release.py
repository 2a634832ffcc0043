"""No second way leads from counts to a release."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from payung.engines.disclosure import (
    Audience,
    BadTable,
    CannotProtect,
    Counts,
    Dimension,
    Release,
    ReleaseAltered,
    Rules,
    TablesDisagree,
    audit,
    protect,
    protect_together,
    reopen,
    would_give_away,
)


RULES = Rules(audience=Audience.POLICE, smallest=5, width=3)
AREA = Dimension.flat("area", ("hill", "river", "coast"))


def table(hill: int = 2, river: int = 9, coast: int = 14) -> Counts:
    cells = {("hill",): hill, ("river",): river, ("coast",): coast}
    return Counts(
        what="arrests", period="2026-01", country="xx", dimensions=(AREA,), cells=cells
    )


def test_a_release_cannot_be_made_by_hand() -> None:
    with pytest.raises(TypeError, match=r"only protect\(\) makes a Release"):
        Release(
            what="arrests",
            period="2026-01",
            country="xx",
            dimensions=(AREA,),
            rules=RULES,
            shown={("hill",): 2},
            hidden={},
            impossible=frozenset(),
            token=object(),
        )


def test_a_release_cannot_be_pickled_copied_or_changed() -> None:
    release = protect(table(), RULES)

    with pytest.raises(TypeError):
        pickle.dumps(release)
    with pytest.raises(TypeError):
        copy.copy(release)
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(release, shown={})
    with pytest.raises(dataclasses.FrozenInstanceError):
        release.what = "beatings"
    with pytest.raises(TypeError):
        release.shown[("hill",)] = 2  # type: ignore[index]


def test_counts_show_their_shape_and_no_number() -> None:
    assert repr(table(hill=731)) == "Counts(area[3])"


def test_counts_cannot_be_pickled() -> None:
    with pytest.raises(TypeError, match="not stored"):
        pickle.dumps(table())


def test_a_stored_release_opens_again_unchanged() -> None:
    release = protect(table(), RULES)

    again = reopen(release.to_json(), release.digest)

    assert again == release


def test_a_stored_release_that_was_edited_does_not_open() -> None:
    release = protect(table(), RULES)

    with pytest.raises(ReleaseAltered):
        reopen(release.to_json().replace("25", "26"), release.digest)


def test_a_reader_outside_does_not_learn_which_hidden_cell_is_the_small_one() -> None:
    release = protect(table(), RULES)

    assert set(release.hidden.values()) == {"protected"}
    assert [(w.kind, w.number) for w in release.why] == [
        ("protected", 2),
        ("smallest_shown", 5),
    ]


def test_rounding_is_applied_to_what_is_shown() -> None:
    release = protect(
        table(hill=12, river=13, coast=14),
        Rules(audience=Audience.PUBLIC, smallest=5, rounding=5),
    )

    assert release.shown[("hill",)] == 10
    assert release.shown[("river",)] == 15
    assert release.shown[("all",)] == 40


def test_a_cell_that_one_source_dominates_is_hidden() -> None:
    counts = dataclasses.replace(
        table(), sources={("coast",): {"station 1": 13, "station 2": 1}}
    )

    release = protect(
        counts, Rules(audience=Audience.OWN_TEAM, smallest=3, dominance=(1, 75))
    )

    assert release.hidden[("coast",)] == "few_sources"


def test_a_known_impossible_cell_is_shown_as_nought_even_where_noughts_are_unsafe() -> (
    None
):
    counts = dataclasses.replace(table(hill=0), impossible=frozenset({("hill",)}))

    release = protect(counts, dataclasses.replace(RULES, zeros="unsafe"))

    assert release.shown[("hill",)] == 0


def test_two_tables_that_differ_are_refused_by_name() -> None:
    with pytest.raises(TablesDisagree, match="grand total"):
        protect_together([table(hill=6), table(hill=7)], RULES)


def test_a_cell_outside_the_table_is_refused() -> None:
    with pytest.raises(BadTable, match="outside the table"):
        dataclasses.replace(table(), cells={("desert",): 1})


def test_facts_that_changed_since_an_earlier_release_are_refused() -> None:
    earlier = protect(table(coast=14), RULES)

    with pytest.raises(CannotProtect, match="changed since"):
        protect_together([table(coast=15)], RULES, earlier=[earlier])


def test_a_second_release_of_the_same_facts_gives_nothing_more() -> None:
    earlier = protect(table(), RULES)

    (again,) = protect_together([table(), by_two()], RULES, earlier=[earlier])[:1]

    assert again == earlier
    assert all(i.spans(3) for i in audit(earlier, again).values())


def by_two() -> Counts:
    """Return the same facts cut along another dimension."""
    day = Dimension.flat("day", ("weekday", "weekend"))
    return dataclasses.replace(
        table(), dimensions=(day,), cells={("weekday",): 15, ("weekend",): 10}
    )


def test_another_cut_that_adds_only_a_known_sum_gives_nothing_away() -> None:
    earlier = protect(table(hill=2, river=9, coast=14), RULES)
    coast_apart = Dimension.tree(
        "area", {"all": ("inland", "coast"), "inland": ("hill", "river")}
    )
    newer = dataclasses.replace(table(), dimensions=(coast_apart,))
    loose = Rules(audience=Audience.PARTNER, smallest=3, width=2)

    pinned = would_give_away(earlier, newer, loose)

    assert pinned == ()


def test_showing_to_one_what_was_hidden_from_another_is_found() -> None:
    earlier = protect(table(hill=4, river=9, coast=14), RULES)
    loose = Rules(audience=Audience.PARTNER, smallest=3, width=2)

    pinned = would_give_away(earlier, table(hill=4, river=9, coast=14), loose)

    assert ("hill",) in pinned


def test_what_was_hidden_from_an_earlier_reader_stays_hidden_from_a_later_one() -> None:
    earlier = protect(table(hill=4, river=9, coast=14), RULES)
    loose = Rules(audience=Audience.PARTNER, smallest=3, width=2)

    (later,) = protect_together([table(hill=4)], loose, earlier=[earlier])

    assert ("hill",) in later.hidden
    assert all(interval.spans(2) for interval in audit(earlier, later).values())


def test_a_count_too_small_for_these_rules_that_is_already_out_is_refused() -> None:
    loose = Rules(audience=Audience.PARTNER, smallest=3, width=2)
    earlier = protect(table(hill=4), loose)

    with pytest.raises(CannotProtect, match="these rules hide"):
        protect_together([table(hill=4)], RULES, earlier=[earlier])
