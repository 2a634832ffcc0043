"""Expressions: every way forms write them, and what the page gets to walk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.forms import NotAnExpression, parse


def child(*names: str) -> list[dict[str, str]]:
    return [{"axis": "child", "name": name} for name in names]


HERE = ["path", {"from": "self", "steps": [{"axis": "self", "name": "*"}]}]
UP = {"axis": "parent", "name": "*"}


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("1.5", ["num", 1.5], id="a number"),
        pytest.param(".5", ["num", 0.5], id="a number without a zero"),
        pytest.param("'it''", None, id="a quote left open"),
        pytest.param('"it\'s"', ["str", "it's"], id="a quote inside the other kind"),
        pytest.param(
            " /data/a ",
            ["path", {"from": "root", "steps": child("data", "a")}],
            id="a path",
        ),
        pytest.param(
            "../x",
            ["path", {"from": "self", "steps": [UP, *child("x")]}],
            id="a path that climbs",
        ),
        pytest.param(
            "//x",
            [
                "path",
                {
                    "from": "root",
                    "steps": [{"axis": "descendant-or-self", "name": "*"}, *child("x")],
                },
            ],
            id="anywhere below",
        ),
        pytest.param(
            "a-b - c",
            [
                "op",
                "-",
                ["path", {"from": "self", "steps": child("a-b")}],
                ["path", {"from": "self", "steps": child("c")}],
            ],
            id="a hyphen belongs to a name, a minus stands alone",
        ),
        pytest.param(
            "* * 2",
            ["op", "*", ["path", {"from": "self", "steps": child("*")}], ["num", 2]],
            id="a star is a name first and a sign after",
        ),
        pytest.param(
            "div div mod",
            [
                "op",
                "div",
                ["path", {"from": "self", "steps": child("div")}],
                ["path", {"from": "self", "steps": child("mod")}],
            ],
            id="a question may be called div",
        ),
        pytest.param(
            "1 + 2 * 3 = 7 and not(.)",
            [
                "op",
                "and",
                [
                    "op",
                    "=",
                    ["op", "+", ["num", 1], ["op", "*", ["num", 2], ["num", 3]]],
                    ["num", 7],
                ],
                ["call", "not", [HERE]],
            ],
            id="times before plus before equals before and",
        ),
        pytest.param(
            "8 - 3 - 2",
            ["op", "-", ["op", "-", ["num", 8], ["num", 3]], ["num", 2]],
            id="left first",
        ),
        pytest.param("--1", ["neg", ["neg", ["num", 1]]], id="minus twice"),
        pytest.param(
            "x[2]/y",
            [
                "path",
                {
                    "from": "self",
                    "steps": [
                        {"axis": "child", "name": "x", "where": [["num", 2]]},
                        *child("y"),
                    ],
                },
            ],
            id="the second one",
        ),
        pytest.param(
            "current()/../x",
            [
                "path",
                {
                    "from": "expr",
                    "expr": ["call", "current", []],
                    "steps": [UP, *child("x")],
                },
            ],
            id="from what a function gives",
        ),
        pytest.param(
            "parent::a/self::node()",
            [
                "path",
                {
                    "from": "self",
                    "steps": [
                        {"axis": "parent", "name": "a"},
                        {"axis": "self", "name": "*"},
                    ],
                },
            ],
            id="axes written out",
        ),
    ],
)
def test_an_expression_becomes_this_tree(text: str, tree: list[object] | None) -> None:
    try:
        found = parse(text)
    except NotAnExpression:
        found = None

    assert found == tree


@pytest.mark.parametrize(
    "text", ["", "1 +", "a b", "f(", "f(1,)", "a[1", "$x", "a/", "= 1", "()"]
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(NotAnExpression):
        parse(text)


def test_brackets_without_end_are_refused_and_do_not_exhaust_the_stack() -> None:
    with pytest.raises(NotAnExpression):
        parse("(" * 5_000 + "1" + ")" * 5_000)


@given(st.text(alphabet="ab./[]()|*+-=<>!'\"1 ,@:and"))
def test_any_text_is_a_tree_or_no_expression_and_nothing_else_happens(
    text: str,
) -> None:
    try:
        tree = parse(text)
    except NotAnExpression:
        return

    assert tree[0] in {"num", "str", "neg", "op", "call", "path"}
