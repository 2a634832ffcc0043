"""The pages of courses: Learn itself, a course, and writing its next version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.learning.access import LEADS, banks_of, course_for, courses_of
from payung.programme.learning.codes import Level
from payung.programme.learning.courses import (
    CRITICAL,
    NewVersion,
    newest,
    write_version,
)
from payung.programme.learning.forms import CourseForm
from payung.programme.learning.models import CourseVersion
from payung.programme.learning.pages import home_page
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import KEYHOLDERS


@signed_in
def learning(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show groups, courses, questions, and what is due."""
    check_role(actor, *KEYHOLDERS)
    asked, at = request.GET.get("groups", ""), timezone.now()
    page = home_page(actor, page=asked, at=at) | {"banks": list(banks_of(actor)[:20])}
    return render(request, "learning/home.html", page)


@signed_in
def course(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a course: what is taught, when it is passed, and earlier versions."""
    found = course_for(actor, code)
    versions = list(found.versions.order_by("-number"))
    page = {
        "course": found,
        "versions": versions,
        "newest": versions[0],
        "modules": versions[0].modules.order_by("number"),
        "checklist": versions[0].checklist.order_by("number"),
        "leads": actor.has(*LEADS),
    }
    return render(request, "learning/course.html", page)


@signed_in
def write(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a course, or with ?course= the next version of one."""
    check_role(actor, *LEADS)
    before = courses_of(actor).filter(code=request.GET.get("course", "")).first()
    version = newest(before) if before else None
    initial = _written(version) if version else {}
    form = CourseForm(request.POST or None, initial=initial)
    back = reverse("learning-course", args=[before.code]) if before else _home()
    about = Ask(
        title=_("Write a course"),
        back=back,
        said=_(
            "A version never changes. What you keep here is for the groups that are "
            "planned from now on; groups that have begun go on with theirs."
        ),
        button=_("Keep this version"),
    )
    return ask_and_keep(request, form, about, lambda: _keep(actor, form))


def _keep(actor: Actor, form: CourseForm) -> str:
    given = form.cleaned_data
    new = NewVersion(
        title=given["title"],
        modules=given["modules"],
        pass_percent=given["pass_percent"],
        pass_set_by=given["pass_set_by"],
        months_valid=given["months_valid"],
        checklist=given["checklist"],
        key=given["key"],
    )
    code, level = given["code"], Level(given["level"])
    write_version(actor=actor, code=code, level=level, new=new, at=timezone.now())
    return reverse("learning-course", args=[code])


def _written(version: CourseVersion) -> dict[str, object]:
    lines = version.checklist.order_by("number")
    return {
        "code": version.course.code,
        "level": version.course.level,
        "title": version.title,
        "modules": "\n".join(m.title for m in version.modules.order_by("number")),
        "pass_percent": version.pass_percent,
        "pass_set_by": version.pass_set_by,
        "months_valid": version.months_valid,
        "checklist": "\n".join(
            f"{CRITICAL} {line.text}" if line.critical else line.text for line in lines
        ),
    }


def _home() -> str:
    return reverse("learning")
