"""An expression of one question: read, made plain for the page, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ._functions import FUNCTIONS, NOT_HERE
from ._xpath import Expr, NotAnExpression, parse


AXES = {"child", "parent", "self", "descendant-or-self"}
SELF = [{"axis": "self", "name": "*"}]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with one question, before its row in the spreadsheet is known."""

    path: str
    column: str
    sentence: str
    remedy: str


@dataclass(kw_only=True, slots=True)
class Expressions:
    """Turns the expressions of one form into trees, and keeps what is wrong with them."""

    paths: set[str]
    lists: set[str]
    list_of: dict[str, str]
    text_number: Any = None
    faults: list[Fault] = field(default_factory=list)
    read: int = 0

    def tree(self, text: str, *, owner: str, column: str) -> Expr | None:
        """Return the tree, or None when the text is no expression (kept as a fault)."""
        try:
            tree = self._plain(parse(text), owner)
        except NotAnExpression as why:
            self.fault(
                owner,
                column,
                f"The expression “{text.strip()}” {why}.",
                "Mend the expression; the form's other columns show how they are written.",
            )
            return None
        self.read += 1
        for sentence in self._unknown(tree):
            self.fault(
                owner, column, sentence, "Write it another way, or leave it out."
            )
        return tree

    def fault(self, path: str, column: str, sentence: str, remedy: str) -> None:
        self.faults.append(
            Fault(path=path, column=column, sentence=sentence, remedy=remedy)
        )

    def _plain(self, tree: Expr, owner: str) -> Expr:
        """Rewrite the tree's leaves upward into the forms that the page walks."""
        kind = tree[0]
        if kind == "call":
            return self._plain_call(
                tree[1], [self._plain(x, owner) for x in tree[2]], owner
            )
        if kind == "path":
            return self._plain_path(tree[1], owner)
        if kind in ("op", "neg"):
            return [x if isinstance(x, str) else self._plain(x, owner) for x in tree]
        return tree

    def _plain_call(self, name: str, arguments: list[Expr], owner: str) -> Expr:
        if name == "current" and not arguments:
            return ["path", {"from": "current", "steps": SELF}]
        if name == "jr:choice-name" and len(arguments) == 2:
            return ["call", name, [arguments[0], self._list_named(arguments[1], owner)]]
        if name == "jr:itext" and arguments and arguments[0][0] == "str":
            number = self.text_number(arguments[0][1], owner)
            return [
                "call",
                name,
                [["num", number] if number is not None else arguments[0]],
            ]
        return ["call", name, arguments]

    def _list_named(self, argument: Expr, owner: str) -> Expr:
        """Return the list of the question that the second argument of jr:choice-name names."""
        if argument[0] == "str":
            question = climb(owner, argument[1].strip())
            if question in self.list_of:
                return ["str", self.list_of[question]]
        return argument

    def _plain_path(self, path: dict[str, Any], owner: str) -> Expr:
        steps = [self._plain_step(step, owner) for step in path["steps"]]
        if path["from"] != "expr":
            return ["path", {**path, "steps": steps}]
        start = path["expr"]
        if start == ["call", "current", []] and "where" not in path:
            return ["path", {"from": "current", "steps": steps}]
        list_name = _instance_read(start)
        if list_name and steps and steps[0]["name"] == "root" and "where" not in path:
            return ["path", {"from": "list", "list": list_name, "steps": steps[1:]}]
        return ["path", {**path, "expr": self._plain(start, owner), "steps": steps}]

    def _plain_step(self, step: dict[str, Any], owner: str) -> dict[str, Any]:
        plain = dict(step)
        if step["name"] == "itextId":
            plain["name"] = "label"
        if "where" in step:
            plain["where"] = [self._plain(where, owner) for where in step["where"]]
        return plain

    def _unknown(self, tree: Expr) -> Iterator[str]:
        for part in walk(tree):
            if part[0] == "call":
                yield from self._unknown_call(part[1], part[2])
            elif part[0] == "path":
                yield from self._unknown_path(part[1])

    def _unknown_call(self, name: str, arguments: list[Expr]) -> Iterator[str]:
        if name in NOT_HERE:
            yield f"The function {name}() is not offered: {NOT_HERE[name]}."
        elif name not in FUNCTIONS:
            yield f"There is no function called {name}()."
        elif not FUNCTIONS[name][0] <= len(arguments) <= FUNCTIONS[name][1]:
            few, many = FUNCTIONS[name]
            needs = str(few) if few == many else f"{few} or more"
            yield f"The function {name}() has {len(arguments)} arguments and needs {needs}."
        elif name == "jr:itext" and arguments[0][0] != "num":
            yield "The function jr:itext() needs the name of a text of this form."
        elif name == "jr:choice-name" and arguments[1][0] != "str":
            yield "The function jr:choice-name() needs the name of a question, in quotes."
        elif name == "jr:choice-name" and arguments[1][1] not in self.lists:
            yield f"jr:choice-name() names “{arguments[1][1].strip()}”, which has no choices."

    def _unknown_path(self, path: dict[str, Any]) -> Iterator[str]:
        if "where" in path:
            yield "A condition [ ] stands behind a bracket ( )."
        if path["from"] == "list" and path["list"] not in self.lists:
            yield f"There is no list “{path['list']}” on the choices sheet."
        axes = {step["axis"] for step in path["steps"]} - AXES
        if axes:
            yield f"“{min(axes)}” cannot be used in a path."
        if path["from"] == "root" and all(
            step["axis"] == "child" for step in path["steps"]
        ):
            named = "/" + "/".join(step["name"] for step in path["steps"])
            if "*" not in named and named not in self.paths:
                yield f"There is no question {named}."


def _instance_read(tree: Expr) -> str | None:
    """Return x for instance('x')."""
    if tree[:2] == ["call", "instance"] and tree[2] and tree[2][0][0] == "str":
        return str(tree[2][0][1])
    return None


def climb(owner: str, path: str) -> str:
    """Return the absolute path that a path means, seen from a question."""
    if path.startswith("/"):
        return path
    steps = owner.split("/")
    for step in path.split("/"):
        if step == "..":
            steps.pop()
        elif step not in (".", "current()"):
            steps.append(step)
    return "/".join(steps)


def walk(tree: Expr) -> Iterator[Expr]:
    """Yield every tree within a tree, itself first."""
    yield tree
    if tree[0] == "call":
        inner = tree[2]
    elif tree[0] == "path":
        steps = tree[1]["steps"]
        inner = [where for step in steps for where in step.get("where", [])]
        inner += tree[1].get("where", [])
        inner += [tree[1]["expr"]] if "expr" in tree[1] else []
    else:
        inner = [part for part in tree[1:] if isinstance(part, list)]
    for part in inner:
        yield from walk(part)
