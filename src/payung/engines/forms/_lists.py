"""Choice lists: where a question's choices are written, and what each carries."""

from __future__ import annotations

from typing import Any

from ._expressions import Expressions
from ._strings import Strings
from ._xform import Element, XForm, elements, local
from ._xpath import Expr, NotAnExpression, parse


PLAIN = {"name", "label", "itextId"}


def itemset_of(control: Element) -> Element | None:
    """Return a control's itemset element, if it has one."""
    return next(
        (child for child in elements(control) if local(child) == "itemset"), None
    )


def list_names(xform: XForm) -> dict[str, str]:
    """Return the list each question chooses from, by path, where that can be told."""
    found = {}
    for path, control in xform.controls.items():
        name = _list_name(control, path)
        if name:
            found[path] = name
    return found


def _list_name(control: Element, path: str) -> str | None:
    itemset = itemset_of(control)
    if itemset is None:
        has_items = any(local(child) == "item" for child in elements(control))
        return path if has_items else None
    try:
        tree = _without_shuffle(parse(itemset.get("nodeset", "")))
    except NotAnExpression:
        return None
    start = tree[1].get("expr") if tree[0] == "path" else None
    if start and start[:2] == ["call", "instance"] and start[2][0][0] == "str":
        return str(start[2][0][1])
    return None


def _without_shuffle(tree: Expr) -> Expr:
    if tree[:2] == ["call", "randomize"] and tree[2]:
        return list(tree[2][0])
    return tree


def is_external(xform: XForm, name: str) -> bool:
    """Return whether a list lies in a further file instead of on the choices sheet."""
    return name in xform.instances and bool(xform.instances[name].get("src"))


def compile_choices(
    control: Element, *, owner: str, name: str, expressions: Expressions
) -> dict[str, Any]:
    """Return the keys `list`, `filter` and `randomize` of a question's node."""
    node: dict[str, Any] = {"list": name}
    itemset = itemset_of(control)
    if itemset is None:
        return node
    tree = expressions.tree(
        itemset.get("nodeset", ""), owner=owner, column="choice_filter"
    )
    if tree is None:
        return node
    if tree[:2] == ["call", "randomize"]:
        node["randomize"] = {"seed": tree[2][1]} if len(tree[2]) > 1 else True
    steps = _without_shuffle(tree)[1]["steps"]
    where = [condition for step in steps for condition in step.get("where", [])]
    if where:
        node["filter"] = where
    return node


def compile_lists(
    xform: XForm, strings: Strings, names: dict[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """Return every choice list that is written in the form itself."""
    lists = {}
    for name, instance in xform.instances.items():
        if not instance.get("src"):
            roots = elements(instance)
            items = elements(roots[0]) if roots else []
            lists[name] = [_item(item, strings, name) for item in items]
    for path, name in names.items():
        if name == path:
            items = [x for x in elements(xform.controls[path]) if local(x) == "item"]
            lists[name] = [_inline_item(item, strings, path) for item in items]
    return lists


def _item(item: Element, strings: Strings, owner: str) -> dict[str, Any]:
    cells = {local(cell): cell for cell in elements(item)}
    text_id = cells["itextId"].text or "" if "itextId" in cells else ""
    if text_id:
        label = strings.referenced(text_id, owner=owner)
    else:
        label = strings.of(cells.get("label"), owner=owner)
    found: dict[str, Any] = {"value": _value(cells), "label": label}
    media = strings.media(text_id, owner=owner) if text_id else {}
    if media:
        found["media"] = media
    found.update(
        {k: cell.text for k, cell in cells.items() if k not in PLAIN and cell.text}
    )
    return found


def _value(cells: dict[str, Element]) -> str:
    return cells["name"].text or "" if "name" in cells else ""


def _inline_item(item: Element, strings: Strings, owner: str) -> dict[str, Any]:
    cells = {local(cell): cell for cell in elements(item)}
    value = cells["value"].text or "" if "value" in cells else ""
    return {"value": value, "label": strings.of(cells.get("label"), owner=owner)}
