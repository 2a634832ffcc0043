"""Source + coding table -> Form, or every reason why not."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ._coding import Coding, Keep
from ._compile import compile_xform
from ._expressions import Fault
from ._form import Form
from ._problems import NotPublishable, Problem
from ._pyxform import to_xform
from ._refusals import ON_CHOICES, refusals
from ._source import Source, question_rows
from ._xform import XForm, read_xform


def publish(
    source: Source, *, coding: Coding | None = None, for_filling: bool = True
) -> Form:
    """Return the form ready for use; raise NotPublishable with all problems at once.

    A form for filling needs a coding table with a row for every question, and may hold
    nothing that our page cannot do. `for_filling=False` is for the forms of others, whose
    submissions are only read: what the page could not do is then in `Form.warnings`.
    """
    xml = to_xform(source)
    xform = _read(xml)
    default = _default_language(source)
    compiled = compile_xform(
        xform, default_language=default if default in xform.texts else ""
    )
    rows = question_rows(source)
    faults = refusals(xform, compiled)
    warnings = tuple(_problem(fault, rows, compiled.logic["root"]) for fault in faults)
    if for_filling and warnings:
        raise NotPublishable(warnings)
    form = Form(
        id=compiled.logic["id"],
        version=compiled.logic["version"],
        title=xform.title,
        languages=tuple(compiled.logic["languages"]),
        xform_xml=xml,
        compiled=compiled.logic,
        strings=compiled.strings,
        coding=coding,
        warnings=warnings,
        expressions=compiled.expressions,
    )
    return _coded(form, coding, rows) if coding or for_filling else form


def _read(xml: bytes) -> XForm:
    try:
        return read_xform(xml)
    except etree.XMLSyntaxError as why:
        problem = Problem(
            sheet="",
            row=0,
            column="",
            sentence="The converted form is not well-formed: a cell holds < & or a strange name.",
            remedy="Look at names, default values and parameters for such signs.",
        )
        raise NotPublishable((problem,)) from why


def _default_language(source: Source) -> str:
    return next(
        (x for x in source.sheet("settings").column("default_language") if x), ""
    )


def _problem(fault: Fault, rows: dict[str, int], root: str) -> Problem:
    below = fault.path.removeprefix(f"/{root}/")
    row = rows.get(below, rows.get(below.removesuffix("_count"), 0))
    on_settings = fault.column in ("public_key", "instance_name")
    name = below.rpartition("/")[2]
    about = f"Question {name}: " if row else ""
    on_choices = fault.path == ON_CHOICES
    return Problem(
        sheet="settings" if on_settings else "choices" if on_choices else "survey",
        row=2 if on_settings else row,
        column=fault.column,
        sentence=about + fault.sentence,
        remedy=fault.remedy,
    )


def _coded(form: Form, coding: Coding | None, rows: dict[str, int]) -> Form:
    table = coding or Coding(rows=())
    problems = (*_uncoded(form, table, rows), *_unknown(form, table))
    if problems:
        raise NotPublishable(problems)
    keep = {path: table.keep(path) or Keep.DROP for path in form.questions()}
    form.compiled["keep"] = {path: str(where) for path, where in keep.items()}
    return form


def _uncoded(form: Form, coding: Coding, rows: dict[str, int]) -> Iterator[Problem]:
    for path in form.questions():
        # What pyxform adds by itself, such as perp_count, is nobody's answer: it is dropped.
        if path in rows and coding.row_for(path) is None:
            name = path.rpartition("/")[2]
            yield Problem(
                sheet="survey",
                row=rows[path],
                column="name",
                sentence=f"The coding table does not say where the answer to {name} goes.",
                remedy=f"Add a line for {name}: coded, or the group it is sealed in, or drop.",
            )


def _unknown(form: Form, coding: Coding) -> Iterator[Problem]:
    questions = form.questions()
    known = set(questions) | {path.rpartition("/")[2] for path in questions}
    for row in coding.rows:
        if row.question not in known:
            yield Problem(
                sheet="coding",
                row=row.row,
                column="question",
                sentence=f"The form has no question called {row.question}.",
                remedy="Remove the line, or mend the name.",
            )
