"""XForm -> the logic and the strings that a page walks (docs/reference/compiled_form.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ._expressions import Expressions, Fault
from ._lists import compile_choices, compile_lists, is_external, list_names
from ._questions import question_type
from ._strings import ITEXT, String, Strings, language_codes
from ._xform import JR, ODK, Element, SetValue, XForm, attributes, elements, local
from ._xpath import Expr


Node = dict[str, Any]
FORMAT = 1
SAYS_NOTHING = {
    ("required", "false()"),
    ("readonly", "false()"),
    ("relevant", "true()"),
}
FIRST_VALUE = {"odk-instance-first-load", "odk-new-repeat"}
NOT_PARAMETERS = {"ref", "appearance", "mediatype", "query", "nodeset"}
CONDITIONS = (
    ("relevant", "relevant", "relevant"),
    ("readonly", "readonly", "read_only"),
    ("required", "required", "required"),
    ("constraint", "constraint", "constraint"),
    ("calculate", "calculate", "calculation"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """The logic, the strings by language code, and what a page could not do with them."""

    logic: dict[str, Any]
    strings: dict[str, list[String]]
    faults: tuple[Fault, ...]
    expressions: int


def compile_xform(xform: XForm, *, default_language: str = "") -> Compiled:
    """Return the form as JSON; what cannot be read or done is in `faults`, never raised."""
    work = _work(xform)
    written = list(xform.texts) or ["default"]
    codes = language_codes(written)
    first = default_language or xform.default_language or written[0]
    root = local(xform.root)
    title = work.strings.plain(xform.title)
    lists = compile_lists(xform, work.strings, work.expressions.list_of)
    nodes = list(work.children(xform.root, f"/{root}"))
    logic: dict[str, Any] = {
        "format": FORMAT,
        "id": xform.root.get("id", root),
        "version": xform.root.get("version", ""),
        "title": title,
        "root": root,
        "default_language": codes.get(first, codes[written[0]]),
        "languages": [codes[name] for name in written],
        "nodes": nodes,
        "lists": lists,
    }
    if name := work.instance_name(f"/{root}"):
        logic["instance_name"] = name
    return Compiled(
        logic=logic,
        strings={codes[name]: work.strings.lists[name] for name in written},
        faults=tuple(work.expressions.faults),
        expressions=work.expressions.read,
    )


def _work(xform: XForm) -> _Work:
    expressions = Expressions(
        paths=set(_paths(xform.root, "")),
        lists={name for name, found in xform.instances.items() if not found.get("src")},
        list_of=list_names(xform),
    )
    expressions.lists |= set(expressions.list_of.values()) & set(expressions.list_of)
    strings = Strings(
        xform=xform,
        parse=lambda text, owner: expressions.tree(text, owner=owner, column="label"),
        names=list(xform.texts) or ["default"],
    )
    expressions.text_number = lambda text_id, owner: strings.referenced(
        text_id, owner=owner
    )
    return _Work(xform=xform, expressions=expressions, strings=strings)


def _paths(element: Element, above: str) -> Iterator[str]:
    path = f"{above}/{local(element)}"
    yield path
    for child in elements(element):
        yield from _paths(child, path)


@dataclass(kw_only=True, slots=True)
class _Work:
    xform: XForm
    expressions: Expressions
    strings: Strings
    shown: set[str] = field(default_factory=set)

    def children(self, parent: Element, path: str) -> Iterator[Node]:
        found = [child for child in elements(parent) if local(child) != "meta"]
        for name in dict.fromkeys(map(local, found)):
            own = f"{path}/{name}"
            if own in self.shown:
                continue
            self.shown.add(own)
            alike = [child for child in found if local(child) == name]
            # A repeat's template is empty inside: a new form begins with its copies.
            copies = [one for one in alike if one.get(JR + "template") is None]
            yield self.node((copies or alike)[0], own, initial=len(copies))

    def node(self, element: Element, path: str, *, initial: int) -> Node:
        control = self.xform.controls.get(path)
        if path in self.xform.repeats:
            return self.repeat(element, path, initial=initial)
        if elements(element) or (control is not None and local(control) == "group"):
            return self.group(element, path, kind="group")
        return self.question(element, path)

    def group(self, element: Element, path: str, *, kind: str) -> Node:
        node = self.begin(kind, path)
        node["children"] = list(self.children(element, path))
        return node

    def repeat(self, element: Element, path: str, *, initial: int) -> Node:
        repeat = self.xform.repeats[path]
        node = self.group(element, path, kind="repeat")
        if "appearance" not in node and repeat.get("appearance"):
            node["appearance"] = repeat.get("appearance")
        count = repeat.get(JR + "count")
        if count:
            tree = self.expressions.tree(count, owner=path, column="repeat_count")
            _put(node, "count", tree)
        else:
            node["initial"] = initial
        return node

    def question(self, element: Element, path: str) -> Node:
        bind, control = self.xform.binds.get(path), self.xform.controls.get(path)
        node = self.begin("question", path)
        node["type"] = question_type(bind, control)
        if node["type"] == "note":
            node.pop("readonly", None)
        self.messages(node, bind, path)
        if control is not None:
            self.choices(node, control, path)
            self.parameters(node, control, bind)
        _put(node, "default", self.default(element, path))
        _put(node, "triggers", self.triggers(path))
        return node

    def begin(self, kind: str, path: str) -> Node:
        node: Node = {"kind": kind, "name": path.rpartition("/")[2], "path": path}
        control = self.xform.controls.get(path)
        if control is not None:
            self.texts(node, control, path)
            _put(node, "appearance", (control.get("appearance") or "").strip() or None)
        bind = self.xform.binds.get(path)
        for attribute, key, column in CONDITIONS if bind is not None else ():
            text = bind.get(attribute) if bind is not None else None
            if text and (key, text.strip()) not in SAYS_NOTHING:
                _put(node, key, self.expressions.tree(text, owner=path, column=column))
        return node

    def texts(self, node: Node, control: Element, path: str) -> None:
        for child in elements(control):
            if local(child) not in ("label", "hint"):
                continue
            _put(node, local(child), self.strings.of(child, owner=path))
            match = ITEXT.match(child.get("ref", ""))
            if match:
                text_id = match.group(1) or match.group(2)
                if local(child) == "label":
                    _put(node, "media", self.strings.media(text_id, owner=path) or None)
                else:
                    guidance = self.strings.referenced(
                        text_id, owner=path, form="guidance"
                    )
                    _put(node, "guidance", guidance)

    def messages(self, node: Node, bind: Element | None, path: str) -> None:
        if bind is None:
            return
        for attribute, key in (
            ("requiredMsg", "required_message"),
            ("constraintMsg", "constraint_message"),
        ):
            number = self.strings.message(bind.get(JR + attribute), owner=path)
            _put(node, key, number)

    def choices(self, node: Node, control: Element, path: str) -> None:
        # A list in a further file is refused as a whole: its filter need not be read.
        if path in self.expressions.list_of and not is_external(
            self.xform, self.expressions.list_of[path]
        ):
            name = self.expressions.list_of[path]
            node.update(
                compile_choices(
                    control, owner=path, name=name, expressions=self.expressions
                )
            )

    def parameters(self, node: Node, control: Element, bind: Element | None) -> None:
        found = {
            name.rpartition("}")[2]: value
            for name, value in attributes(control).items()
            if name not in NOT_PARAMETERS
        }
        for name, value in attributes(bind).items() if bind is not None else ():
            if name.startswith(ODK) or name.endswith("}max-pixels"):
                found[name.rpartition("}")[2]] = value
        _put(node, "parameters", found or None)

    def default(self, element: Element, path: str) -> str | Expr | None:
        for action in self.xform.set_values:
            if action.target == path and FIRST_VALUE & set(action.events):
                return self.expressions.tree(action.value, owner=path, column="default")
        return (element.text or "").strip() or None

    def triggers(self, path: str) -> list[dict[str, Any]] | None:
        found = [
            {"target": action.target, "value": self._value_set(action)}
            for action in self.xform.set_values
            if action.trigger == path and "xforms-value-changed" in action.events
        ]
        return found or None

    def _value_set(self, action: SetValue) -> Expr | str:
        if not action.value:
            return ""
        tree = self.expressions.tree(
            action.value, owner=action.target, column="calculation"
        )
        return tree or ""

    def instance_name(self, root: str) -> Expr | None:
        bind = self.xform.binds.get(f"{root}/meta/instanceName")
        if bind is None or not bind.get("calculate"):
            return None
        return self.expressions.tree(
            bind.get("calculate", ""), owner=root, column="instance_name"
        )


def _put(node: Node, key: str, value: Any) -> None:
    if value is not None:
        node[key] = value
