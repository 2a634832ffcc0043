"""Whether a donor's Word file asks only for what a report has; else a sentence says."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from .page import ReportPage, Section


# A template comes from outside the program: what it could reach is fenced in.
FENCED = SandboxedEnvironment(autoescape=True)
# Told to the template in another way than the page has it: see word_file.py.
MORE: Mapping[type, Mapping[str, Any]] = {Section: {"picture": str}}
NOT_FOR_WORD: Mapping[type, set[str]] = {Section: {"svg"}}
_XML_TAG = re.compile(r"<[^>]+>")
_FROM_OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
_LINK = b"/relationships/hyperlink"


class UnfitDonorFile(ValueError):
    """A file of a donor cannot be used; says which, why, and what to do."""

    def __init__(self, file: str, what: str, remedy: str) -> None:
        super().__init__(f"{file} {what} {remedy}")


@dataclass(frozen=True, slots=True)
class _Many:
    """A list of things of one sort."""

    of: Any


@lru_cache(maxsize=64)
def refuse_unfit_word(file: str, content: bytes) -> None:
    """Raise UnfitDonorFile for a template that no report can fill."""
    _refuse_what_it_carries(file, content)
    document = DocxTemplate(io.BytesIO(content))
    try:
        document.init_docx()
        texts = [document.patch_xml(text) for text in _texts(document)]
    except Exception as why:
        # python-docx names no refusal of its own for what is no document.
        raise UnfitDonorFile(
            file, "is no Word file that can be opened.", "Save it again as .docx."
        ) from why
    for text in texts:
        _refuse_unknown(file, text)


def _texts(document: DocxTemplate) -> Iterator[str]:
    yield document.get_xml()
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield document.get_part_xml(part)


def _refuse_what_it_carries(file: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError):
        raise UnfitDonorFile(
            file, "is no Word file that can be opened.", "Save it again as .docx."
        ) from None
    links = b"".join(text for name, text in parts.items() if name.endswith(".rels"))
    outside = [one for one in _FROM_OUTSIDE.findall(links) if _LINK not in one]
    if outside or any(name.endswith("vbaProject.bin") for name in parts):
        raise UnfitDonorFile(
            file,
            "carries a macro, or fetches something from elsewhere when it is opened.",
            "Take it out and save the file again as .docx.",
        )


def _refuse_unknown(file: str, text: str) -> None:
    try:
        tree = FENCED.parse(text)
    except TemplateSyntaxError as problem:
        raise UnfitDonorFile(
            file,
            f"has a tag that cannot be read, near “{_near(text, problem.lineno)}”: "
            f"{problem.message}.",
            "Write {{ field }}, and close every {% if %} and {% for %}.",
        ) from None
    _Reader(file).body(tree.body, _fields_of(ReportPage))


def _near(text: str, line: int) -> str:
    found = _XML_TAG.sub(" ", " ".join(text.splitlines()[max(0, line - 1) : line]))
    tag = re.search(r"\{[{%].{0,60}", found)
    return " ".join(tag.group().split()) if tag else "-"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Goes through the tags of a text; `known` is what each word stands for there."""

    file: str

    def body(self, tags: list[nodes.Node], known: Mapping[str, Any]) -> None:
        for tag in tags:
            self.tag(tag, known)

    def tag(self, tag: nodes.Node, known: Mapping[str, Any]) -> None:
        match tag:
            case nodes.Output():
                for part in tag.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self.asked(part, known)
            case nodes.If():
                self.asked(tag.test, known)
                self.body([*tag.body, *tag.elif_, *tag.else_], known)
            case nodes.For(target=nodes.Name(name=one), recursive=False, test=None):
                many = self.sort_of(tag.iter, known)
                if not isinstance(many, _Many):
                    raise self.unfit(
                        f"goes through “{_said(tag.iter)}”, which is no list.",
                        "Write it as {{ field }}, without {% for %}.",
                    )
                inside = {**known, one: many.of, "loop": MappingProxyType(LOOP)}
                self.body(tag.body, inside)
                self.body(tag.else_, known)
            case _:
                raise self.more()

    def asked(self, test: nodes.Node, known: Mapping[str, Any]) -> None:
        match test:
            case nodes.Not():
                self.asked(test.node, known)
            case nodes.And() | nodes.Or():
                self.asked(test.left, known)
                self.asked(test.right, known)
            case _:
                self.sort_of(test, known)

    def sort_of(self, asked: nodes.Node, known: Mapping[str, Any]) -> Any:
        """Return what an expression stands for; raise UnfitDonorFile."""
        match asked:
            case nodes.Name(name=name):
                return self.part(asked, name, known)
            case nodes.Getattr(node=whole, attr=name):
                return self.part(asked, name, _fields_of(self.sort_of(whole, known)))
            case nodes.Getitem(node=whole, arg=nodes.Const(value=int())):
                many = self.sort_of(whole, known)
                if isinstance(many, _Many):
                    return many.of
        raise self.more()

    def part(self, asked: nodes.Node, name: str, known: Mapping[str, Any]) -> Any:
        if name in known:
            return known[name]
        like = difflib.get_close_matches(name, known, n=1)
        choice = ", ".join(like or sorted(known)) or "the field itself"
        raise self.unfit(
            f"asks for “{_said(asked)}”, which no report has.",
            f"Write one of these: {choice}.",
        )

    def more(self) -> UnfitDonorFile:
        return self.unfit(
            "has a tag that does more than show a field.",
            "Use {{ field }}, {% if field %} and {% for one in list %} only.",
        )

    def unfit(self, what: str, remedy: str) -> UnfitDonorFile:
        return UnfitDonorFile(self.file, what, remedy)


LOOP: Mapping[str, Any] = {"first": bool, "last": bool, "index": int}


def _fields_of(sort: Any) -> Mapping[str, Any]:
    """Return the fields of a thing by name; none where it has none."""
    if isinstance(sort, Mapping):
        return sort
    if not (isinstance(sort, type) and is_dataclass(sort)):
        return {}
    away: set[str] = NOT_FOR_WORD.get(sort, set())
    hints = get_type_hints(sort)
    found = {one.name: _sort(hints[one.name]) for one in fields(sort)}
    shown = {name: kind for name, kind in found.items() if name not in away}
    return {**shown, **MORE.get(sort, {})}


def _sort(hint: Any) -> Any:
    """Return a list of its parts for a tuple, and everything else as it is."""
    return _Many(_sort(get_args(hint)[0])) if get_origin(hint) is tuple else hint


def _said(asked: nodes.Node) -> str:
    match asked:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=whole, attr=name):
            return f"{_said(whole)}.{name}"
        case nodes.Getitem(node=whole):
            return f"{_said(whole)}[…]"
    return "…"
