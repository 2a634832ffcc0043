"""The compiled form: what docs/reference/compiled_form.md promises to the page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from payung.engines.forms import Form, publish, read_text


def node(form: Form, path: str) -> dict[str, Any]:
    return next(node for node in form.nodes() if form.below_root(node) == path)


def text(form: Form, language: str, number: int) -> Any:
    return form.strings[language][number]


def at(*names: str) -> list[Any]:
    return [
        "path",
        {"from": "root", "steps": [{"axis": "child", "name": n} for n in names]},
    ]


def test_the_whole_form_is_json(small: Form) -> None:
    again = json.loads(json.dumps(small.compiled, allow_nan=False))

    assert again == small.compiled


def test_the_heading_names_languages_by_code(small: Form) -> None:
    heading = {
        key: small.compiled[key] for key in ("id", "version", "root", "languages")
    }

    assert heading == {
        "id": "small",
        "version": "7",
        "root": "data",
        "languages": ["en", "ne"],
    }
    assert small.compiled["default_language"] == "en"


def test_every_language_has_as_many_strings(small: Form) -> None:
    lengths = {len(strings) for strings in small.strings.values()}

    assert len(lengths) == 1


def test_a_label_is_there_in_each_language_or_null(small: Form) -> None:
    safe, day = node(small, "safe")["label"], node(small, "day")["label"]

    assert text(small, "ne", safe) == "अहिले सुरक्षित?"
    assert (text(small, "en", day), text(small, "ne", day)) == ("Day", None)


def test_equal_texts_share_a_number(small: Form) -> None:
    assert small.strings["en"].count("Yes") == 1


def test_relevance_is_a_tree(small: Form) -> None:
    assert node(small, "where")["relevant"] == [
        "op",
        "=",
        at("data", "safe"),
        ["str", "yes"],
    ]


def test_required_and_constraint_go_with_their_question(small: Form) -> None:
    assert node(small, "safe")["required"] == ["call", "true", []]
    message = node(small, "day")["constraint_message"]
    assert text(small, "en", message) == "Not in the future"


def test_a_choice_filter_is_conditions_on_the_item(small: Form) -> None:
    district = node(small, "where/district")

    item_province = [
        "path",
        {"from": "self", "steps": [{"axis": "child", "name": "province"}]},
    ]
    province = at("data", "where", "province")
    assert district["list"] == "district"
    assert district["filter"] == [["op", "=", item_province, province]]


def test_choices_carry_their_further_columns(small: Form) -> None:
    items = small.compiled["lists"]["district"]

    assert [(item["value"], item["province"]) for item in items] == [
        ("d1", "p1"),
        ("d2", "p2"),
    ]


def test_a_first_value_is_a_text_and_one_worked_out_is_a_tree(small: Form) -> None:
    assert node(small, "person/count")["default"] == "1"
    assert node(small, "day")["default"] == ["call", "today", []]


def test_a_label_with_an_answer_in_it_is_parts(small: Form) -> None:
    label = text(small, "en", node(small, "person/which")["label"])

    steps = [{"axis": "parent", "name": "*"}, {"axis": "child", "name": "number"}]
    assert label == [
        "This is person ",
        {"expr": ["path", {"from": "self", "steps": steps}]},
        ".",
    ]


def test_a_repeat_with_a_count_is_not_for_the_person_to_lengthen(small: Form) -> None:
    counted, free = node(small, "detail"), node(small, "person")

    assert counted["count"] == at("data", "detail_count")
    assert "initial" not in counted
    assert (free["initial"], "count" in free) == (1, False)


def test_the_name_of_a_choice_is_looked_up_in_its_list(small: Form) -> None:
    calculate = node(small, "detail/words")["calculate"]

    assert calculate[:2] == ["call", "jr:choice-name"]
    assert calculate[2][1] == ["str", "act"]


def test_a_trigger_stands_at_the_question_that_is_changed(small: Form) -> None:
    triggers = node(small, "safe")["triggers"]

    assert triggers == [{"target": "/data/copy", "value": at("data", "safe")}]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("safe", "select_one"),
        ("acts", "select_multiple"),
        ("day", "date"),
        ("person/number", "calculate"),
        ("person/which", "note"),
        ("person/count", "integer"),
        ("person/name", "text"),
        ("photo", "image"),
    ],
)
def test_a_question_has_the_type_of_its_line(small: Form, path: str, kind: str) -> None:
    assert node(small, path)["type"] == kind


def test_no_key_of_a_node_is_null(violation: Form) -> None:
    nulls = [node["path"] for node in violation.nodes() if None in node.values()]

    assert nulls == []


@pytest.mark.parametrize(
    ("relevant", "tree"),
    [("false()", ["call", "false", []]), ("true()", None)],
)
def test_a_question_that_is_never_asked_stays_so(
    relevant: str, tree: list[Any] | None
) -> None:
    source = f"# survey\n|type|name|label|relevant|\n|---|---|---|---|\n|text|q|Q|{relevant}|\n"

    form = publish(read_text(source), for_filling=False)

    assert node(form, "q").get("relevant") == tree
