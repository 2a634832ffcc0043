"""What telephones ask and report: a plan for a call that arrived, and their news."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from payung.gateways.messages import Forged, WebRequest
from payung.gateways.telephone import News, NewsKind
from payung.gateways.telephone.desk.paper import (
    NotPaper,
    read_all_news,
    read_news,
    write_kept,
    write_plan,
    write_plans,
)
from payung.programme.alerts.telephones import telephones
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.channels import channels_of
from payung.programme.hotline.coming_in.cloud import cloud_of
from payung.programme.hotline.coming_in.hooks import Hook, take_all
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.duty import Duties
from payung.programme.hotline.lines import NoSuchLine, line_named
from payung.programme.hotline.nights.watching import (
    beat,
    ring_about_silence,
    telephone_part,
)
from payung.programme.hotline.plans import paper_for, papers_of

from .door import JSON, TooMuch, body_of, is_private, telephone_of_country


# The most that any of the channels sends at once.
MOST_OF_CHANNELS = 3_000_000


@telephone_of_country
@require_POST
def arrived(request: HttpRequest, country: str) -> HttpResponse:
    """Write the call down, and only then say who is to be rung."""
    try:
        news = _arrival(request)
    except (NotPaper, TooMuch):
        return HttpResponse(status=400)
    at = timezone.now()
    duties = Duties(country, at)
    try:
        contact = take_call(country=country, news=news, at=at, duties=duties)
        line = line_named(country, contact.line)
    except NoSuchLine:
        return HttpResponse(status=409)
    return _json(write_plan(paper_for(line, contact=contact, at=at, duties=duties)))


@telephone_of_country
@require_POST
def news(request: HttpRequest, country: str) -> HttpResponse:
    """Keep what a telephone reports; what cannot be read is refused for good."""
    try:
        batch = read_all_news(body_of(request))
    except (NotPaper, TooMuch):
        return HttpResponse(status=400)
    return _json(write_kept(keep_news(country, batch, at=timezone.now())))


@telephone_of_country
@require_GET
def plans(_request: HttpRequest, country: str) -> HttpResponse:
    """Say what a telephone is to do with a call while it cannot ask.

    It asks every half minute, so this is also how we know that it lives, and when it
    is noticed that the worker does not.
    """
    at = timezone.now()
    beat(telephone_part(country), at=at)
    ring_about_silence(country=country, telephones=telephones(), at=at)
    return _json(write_plans(papers_of(country, at=at)))


@csrf_exempt
def message(request: HttpRequest, country: str, channel: str) -> HttpResponse:
    """Take what a channel calls us with; a forged call finds nothing here."""
    asked = _asked(request)
    hook = _webhook(country, channel)
    if hook is None or asked is None:
        raise Http404
    greeting = hook.webhook.greet(asked) if request.method == "GET" else None
    if greeting is not None:
        return HttpResponse(greeting, content_type="text/plain")
    at = timezone.now()
    try:
        hook.webhook.verify(asked, at=at)
    except Forged:
        raise Http404 from None
    take_all(country=country, hook=hook, came=hook.webhook.parse(asked), at=at)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
def voice(request: HttpRequest, country: str) -> HttpResponse:
    """Answer a cloud that carries a call; a forged call finds nothing here."""
    asked = _asked(request)
    cloud = cloud_of(country, clock=timezone.now) if asked is not None else None
    if asked is None or cloud is None:
        raise Http404
    status, kind, body = cloud.answer(asked, timezone.now())
    if status == HTTPStatus.FORBIDDEN:
        raise Http404
    return HttpResponse(body, status=status, content_type=kind)


def _webhook(country: str, channel: str) -> Hook | None:
    if country not in settings.COUNTRY_CODES:
        return None
    found = channels_of(country, clock=timezone.now).get(channel)
    webhook = found.webhook if found else None
    return Hook(channel=found, webhook=webhook) if found and webhook else None


def _asked(request: HttpRequest) -> WebRequest | None:
    """Return a request as channels take it; None where it is too much, or in the open."""
    if not is_private(request):
        return None
    try:
        body = body_of(request, most=MOST_OF_CHANNELS)
    except TooMuch:
        return None
    headers = {name.lower(): value for name, value in request.headers.items()}
    return WebRequest(headers=headers, body=body, query=request.GET.dict())


def _arrival(request: HttpRequest) -> News:
    said = read_news(body_of(request))
    if said.kind is not NewsKind.ARRIVED:
        raise NotPaper("news.kind must be arrived.")
    return said


def _json(paper: str) -> HttpResponse:
    return HttpResponse(paper, content_type=JSON)
