"""XPath as forms use it -> a tree of JSON lists (docs/reference/compiled_form.md, 4)."""

from __future__ import annotations

import re
from typing import Any


Expr = list[Any]

TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<literal>"[^"]*"|'[^']*')
  | (?P<sign>\.\.|\.|//|/|::|@|\(|\)|\[|\]|,|\||!=|<=|>=|<|>|=|\+|-|\*)
  | (?P<name>[^\W\d][\w.-]*(?::(?!:)[^\W\d][\w.-]*)?)
    )""",
    re.VERBOSE,
)
LEVELS = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
WORDS = {"or", "and", "div", "mod"}
ENDS_OPERAND = {")", "]", ".", ".."}
DEEPEST = 50


class NotAnExpression(ValueError):
    """The text is not an expression; the message says where reading stopped."""


def parse(text: str) -> Expr:
    """Return the tree of one expression; raise NotAnExpression."""
    return _Parser(text).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None:
            raise NotAnExpression(
                f"cannot be read from “{text[at : at + 20].strip()}” on"
            )
        kind = str(match.lastgroup)
        value = match.group(kind)
        if _means_operator(value, found):
            kind = "operator"
        elif value == "*":
            # A star that is no operator is the name of any element.
            kind = "name"
        found.append((kind, value))
        at = match.end()
    return found


def _means_operator(value: str, before: list[tuple[str, str]]) -> bool:
    """`and`, `div`, `*` are operators after something complete, and names elsewhere."""
    if value not in WORDS and value != "*":
        return False
    if not before:
        return False
    kind, last = before[-1]
    return kind in ("number", "literal", "name") or last in ENDS_OPERAND


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def whole(self) -> Expr:
        tree = self.binary(0)
        if self.at < len(self.tokens):
            raise NotAnExpression(
                f"has “{self.tokens[self.at][1]}” where it should have ended"
            )
        return tree

    def peek(self, ahead: int = 0) -> tuple[str, str]:
        where = self.at + ahead
        return self.tokens[where] if where < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        if token[0] == "end":
            raise NotAnExpression("ends too early")
        self.at += 1
        return token

    def accept(self, *values: str) -> str | None:
        kind, value = self.peek()
        if kind in ("sign", "operator") and value in values:
            self.at += 1
            return value
        return None

    def expect(self, value: str) -> None:
        if self.accept(value) is None:
            found = self.peek()[1] or "its end"
            raise NotAnExpression(f"needs “{value}” before “{found}”")

    def binary(self, level: int) -> Expr:
        if level == len(LEVELS):
            return self.unary()
        self.depth += 1
        if self.depth > DEEPEST * len(LEVELS):
            raise NotAnExpression("has too many brackets inside one another")
        left = self.binary(level + 1)
        while operator := self.operator(LEVELS[level]):
            left = ["op", operator, left, self.binary(level + 1)]
        self.depth -= 1
        return left

    def operator(self, among: tuple[str, ...]) -> str | None:
        kind, value = self.peek()
        if value in among and kind in ("operator", "sign"):
            self.at += 1
            return value
        return None

    def unary(self) -> Expr:
        minus = 0
        while self.accept("-"):
            minus += 1
        tree = self.union()
        for _ in range(minus):
            tree = ["neg", tree]
        return tree

    def union(self) -> Expr:
        left = self.path()
        while self.accept("|"):
            left = ["op", "|", left, self.path()]
        return left

    def path(self) -> Expr:
        kind, value = self.peek()
        if kind == "number":
            self.take()
            return ["num", float(value) if "." in value else int(value)]
        if kind == "literal":
            self.take()
            return ["str", value[1:-1]]
        if value == "(" or (kind == "name" and self.peek(1)[1] == "("):
            return self.filtered()
        if value == "/":
            self.take()
            steps = self.steps() if self.starts_step() else []
            return ["path", {"from": "root", "steps": steps}]
        if value == "//":
            return ["path", {"from": "root", "steps": self.more_steps()}]
        return ["path", {"from": "self", "steps": self.steps()}]

    def filtered(self) -> Expr:
        tree = self.primary()
        where = self.predicates()
        steps = self.more_steps() if self.peek()[1] in ("/", "//") else []
        if not where and not steps:
            return tree
        found: dict[str, Any] = {"from": "expr", "expr": tree, "steps": steps}
        if where:
            found["where"] = where
        return ["path", found]

    def primary(self) -> Expr:
        if self.accept("("):
            tree = self.binary(0)
            self.expect(")")
            return tree
        name = self.take()[1]
        self.expect("(")
        arguments: list[Expr] = []
        if not self.accept(")"):
            arguments.append(self.binary(0))
            while self.accept(","):
                arguments.append(self.binary(0))
            self.expect(")")
        return ["call", name, arguments]

    def starts_step(self) -> bool:
        kind, value = self.peek()
        return kind == "name" or value in (".", "..", "@")

    def steps(self) -> list[dict[str, Any]]:
        return [self.step(), *self.more_steps()]

    def more_steps(self) -> list[dict[str, Any]]:
        steps: list[dict[str, Any]] = []
        while slash := self.accept("/", "//"):
            if slash == "//":
                steps.append({"axis": "descendant-or-self", "name": "*"})
            steps.append(self.step())
        return steps

    def step(self) -> dict[str, Any]:
        if self.accept("."):
            step = {"axis": "self", "name": "*"}
        elif self.accept(".."):
            step = {"axis": "parent", "name": "*"}
        elif self.accept("@"):
            step = {"axis": "attribute", "name": self.name()}
        elif self.peek(1)[1] == "::":
            axis = self.take()[1]
            self.take()
            step = {"axis": axis, "name": self.name()}
        else:
            step = {"axis": "child", "name": self.name()}
        where = self.predicates()
        return {**step, "where": where} if where else step

    def name(self) -> str:
        kind, value = self.take()
        if kind == "name" and self.peek()[1] == "(" and value == "node":
            self.take()
            self.expect(")")
            return "*"
        if kind != "name":
            raise NotAnExpression(f"has “{value}” where a question's name should be")
        return value

    def predicates(self) -> list[Expr]:
        found: list[Expr] = []
        while self.accept("["):
            found.append(self.binary(0))
            self.expect("]")
        return found
