"""What the tags of a template ask for; a tag that does more than that is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from ._inside import packed, parts_of, plain_parts, refuse_what_it_carries
from ._refusals import BrokenTag, SaysMoreThanFields


# A template comes from outside the program: what it could reach is fenced in twice.
FENCED = SandboxedEnvironment(autoescape=True)
ALLOWED = "Use {{ field }}, {% if field %} and {% for one in list %} only."
LOOP = frozenset({"first", "last", "index"})
_WHOLE_RUN = re.compile(r"\{\{\s*(?:r|p|tr|tc)\s[^}]*\}\}")
_XML_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """A field as a template uses it: `column` of a list, or "" for the field itself.

    `through` says that the template goes through it as a list, `shown` that it is put
    into the text; else the template only asks whether it is there.
    """

    field: str
    column: str = ""
    through: bool = False
    shown: bool = False

    @property
    def name(self) -> str:
        """Return what a person would call it: "clocks.due"."""
        return f"{self.field}.{self.column}" if self.column else self.field


def opened(content: bytes) -> DocxTemplate:
    """Return a template that docxtpl can fill, read from memory."""
    document = DocxTemplate(io.BytesIO(content))
    document.init_docx()
    return document


@lru_cache(maxsize=256)
def plain(file: str, content: bytes) -> bytes:
    """Return the file without what Word adds; raise NotADocument or CarriesMore."""
    parts = parts_of(file, content)
    refuse_what_it_carries(file, parts)
    return packed(plain_parts(parts))


@lru_cache(maxsize=256)
def uses_of(file: str, content: bytes) -> tuple[Use, ...]:
    """Return every use of a field, in order; raise an UnfitTemplate."""
    document = opened(plain(file, content))
    found: list[Use] = []
    for text in _texts(document):
        _refuse_whole_runs(file, text)
        found += _uses(file, document.patch_xml(text))
    return tuple(found)


def _texts(document: Any) -> Iterator[str]:
    yield document.get_xml()
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield document.get_part_xml(part)
    for part in document.docx.part.package.iter_parts():
        if part.content_type.endswith(("footnotes+xml", "endnotes+xml")):
            yield part.blob.decode("utf-8")


def _refuse_whole_runs(file: str, text: str) -> None:
    whole = _WHOLE_RUN.search(_XML_TAG.sub("", text))
    if whole:
        raise SaysMoreThanFields(
            file, whole.group(), "puts a field outside the text.", ALLOWED
        )


def _uses(file: str, text: str) -> Iterator[Use]:
    try:
        tree = FENCED.parse(text)
    except TemplateSyntaxError as problem:
        raise BrokenTag(
            file,
            _near(text, problem.lineno),
            f"has a tag that cannot be read: {problem.message}.",
            "Write {{ field }}, and close every {% if %} and {% for %}.",
        ) from None
    yield from _Walk(file).body(tree.body, {})


def _near(text: str, line: int) -> str:
    found = text.splitlines()[max(0, line - 1) : line]
    words = _XML_TAG.sub(" ", " ".join(found))
    tag = re.search(r"\{[{%].{0,60}", words)
    return (tag.group() if tag else "-").strip() or "-"


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through the tags of one text; `scope` is loop variable -> list."""

    file: str

    def body(self, tags: list[nodes.Node], scope: Mapping[str, str]) -> Iterator[Use]:
        for tag in tags:
            yield from self.tag(tag, scope)

    def tag(self, tag: nodes.Node, scope: Mapping[str, str]) -> Iterator[Use]:
        match tag:
            case nodes.Output():
                for part in tag.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        yield self.field(part, scope, shown=True)
            case nodes.If():
                yield from self.asked(tag.test, scope)
                yield from self.body([*tag.body, *tag.elif_, *tag.else_], scope)
            case nodes.For(target=nodes.Name(name=one), iter=nodes.Name(name=listed)):
                if tag.recursive or tag.test is not None or listed in scope:
                    raise self.more(tag)
                yield Use(field=listed, through=True)
                yield from self.body(tag.body, {**scope, one: listed})
                yield from self.body(tag.else_, scope)
            case _:
                raise self.more(tag)

    def asked(self, test: nodes.Node, scope: Mapping[str, str]) -> Iterator[Use]:
        match test:
            case nodes.Not():
                yield from self.asked(test.node, scope)
            case nodes.And() | nodes.Or():
                yield from self.asked(test.left, scope)
                yield from self.asked(test.right, scope)
            case nodes.Getattr(node=nodes.Name(name="loop")) if scope:
                self.loop(test)
            case _:
                yield self.field(test, scope, shown=False)

    def field(self, tag: nodes.Node, scope: Mapping[str, str], *, shown: bool) -> Use:
        match tag:
            case nodes.Name(name=name) if name not in scope:
                return Use(field=name, shown=shown)
            case nodes.Getattr(node=nodes.Name(name=name), attr=column):
                return Use(field=scope.get(name, name), column=column, shown=shown)
            case _:
                raise self.more(tag)

    def loop(self, tag: nodes.Getattr) -> None:
        if tag.attr not in LOOP:
            raise self.more(tag)

    def more(self, tag: nodes.Node) -> SaysMoreThanFields:
        what = type(tag).__name__.lower()
        return SaysMoreThanFields(
            self.file, what, "does more than put a field into the text.", ALLOWED
        )
