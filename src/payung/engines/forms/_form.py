"""A published form: the XForm for other programs, and the JSON for our own page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ._coding import Coding
from ._problems import Problem
from ._refusals import Node, nodes_of
from ._strings import String


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One version of one form.

    `compiled` and `strings` are as docs/reference/compiled_form.md says. `warnings` holds
    what would have stood against publishing it for filling; empty when it was.
    """

    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    xform_xml: bytes
    compiled: dict[str, Any]
    strings: dict[str, list[String]]
    coding: Coding | None = None
    warnings: tuple[Problem, ...] = ()
    expressions: int = 0
    _questions: dict[str, Node] = field(init=False, repr=False, compare=False)
    _offered: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Read for every report that arrives: worked out once for each form.
        asked = {
            self.below_root(node): node
            for node in self.nodes()
            if node["kind"] == "question" and node["type"] != "note"
        }
        offered = {
            name: frozenset(item["value"] for item in items)
            for name, items in self.compiled["lists"].items()
        }
        object.__setattr__(self, "_questions", asked)
        object.__setattr__(self, "_offered", offered)

    @property
    def root(self) -> str:
        """Return the name of the root element, with which every path begins."""
        return str(self.compiled["root"])

    def nodes(self) -> tuple[Node, ...]:
        """Return every group, repeat and question, in the form's order."""
        return tuple(nodes_of(self.compiled["nodes"]))

    def below_root(self, node: Node) -> str:
        """Return a node's path below the root: `perp/ptype`."""
        return str(node["path"]).removeprefix(f"/{self.root}/")

    def questions(self) -> dict[str, Node]:
        """Return the questions that can have an answer, by path below the root."""
        return self._questions

    def offered(self, node: Node) -> frozenset[str]:
        """Return the values a question lets choose; none when it is no choice."""
        return self._offered.get(node.get("list", ""), frozenset())
