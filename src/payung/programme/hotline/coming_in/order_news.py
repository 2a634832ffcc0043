"""What a telephone reports of our own orders: alerts, call-backs and tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from payung.engines.dispatch import Event, Happening, NotNow, NotTheOwner
from payung.gateways.telephone import News, NewsKind
from payung.programme.alerts.answers import answered
from payung.programme.alerts.models import Message, Saying
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import CallNews, Contact
from payung.programme.hotline.proven import answered_call, person_at

from .answers_in import lock_about
from .yes import said_yes


# An order that was given from the call sheet, with the number that was read there.
BACK = "back"


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedOf:
    """An order of ours, and what it was about."""

    call: str
    message: Message | None
    contact: Contact | None

    @property
    def calls_back(self) -> bool:
        """Return whether the telephone rings the caller once she has pressed 1."""
        if self.message is None:
            return True
        return self.message.saying == Saying.CALL_BACK and bool(self.message.of_call)


def back_id(contact: Contact, way: UUID, number: int) -> str:
    """Return the id of an order to call back that was given from the call sheet."""
    return f"{BACK}:{contact.reference}:{way}:{number}"


def order_of(country: str, call: str) -> AskedOf | None:
    """Return our order of this id, or None where it is a call from outside."""
    kind, _, rest = call.partition(":")
    if kind == BACK:
        reference = rest.partition(":")[0]
        contact = Contact.objects.filter(reference=reference, country=country).first()
        return AskedOf(call=call, message=None, contact=contact)
    try:
        key = UUID(call)
    except ValueError:
        return None
    message = Message.objects.filter(pk=key).select_related("way__person").first()
    if message is None:
        return None
    contact = Contact.objects.filter(reference=message.about).first()
    return AskedOf(call=call, message=message, contact=contact)


def order_news(order: AskedOf, news: News, *, at: datetime) -> None:
    """Let happen what one news of an order means; the rest is only kept."""
    moment = min(news.at, at)
    lock_about(order.message.about if order.message else _about(order))
    if order.message is not None and news.kind in (NewsKind.ACCEPTED, NewsKind.REACHED):
        # Answered, so it is not called off in the middle of a talk when it is settled.
        answered(message=order.message, yes=True, at=moment)
    match news.kind:
        case NewsKind.ACCEPTED:
            _accepted(order, news, moment)
        case NewsKind.REACHED if order.calls_back:
            _back(order, Event.REACHED, _who(order, news), moment)
        case NewsKind.ENDED if order.calls_back:
            _ended(order, moment)
        case _:
            pass


def _about(order: AskedOf) -> str:
    return order.contact.reference if order.contact else ""


def _accepted(order: AskedOf, news: News, at: datetime) -> None:
    person = _who(order, news)
    if person:
        answered_call(person, at=at)
    # Whoever presses 1 to be put through has it once the caller is reached.
    if order.message is not None and not order.calls_back:
        said_yes(order.message, at=at)


def _ended(order: AskedOf, at: datetime) -> None:
    """Note that the caller did not answer, where one of ours was on the line."""
    told = CallNews.objects.filter(call=order.call)
    seen = set(told.values_list("kind", flat=True))
    if NewsKind.ACCEPTED in seen and NewsKind.REACHED not in seen:
        accepted = told.filter(kind=NewsKind.ACCEPTED).first()
        person = person_at(accepted.target) if accepted else ""
        _back(order, Event.NOT_REACHED, person, at)


def _back(order: AskedOf, event: Event, person: str, at: datetime) -> None:
    contact = order.contact
    if contact is None:
        return
    moment = max(at, contact.opened_at)
    happening = Happening(event=event, at=moment, person=person)
    try:
        happen(reference=contact.reference, happening=happening)
    except (NotNow, NotTheOwner):
        return


def _who(order: AskedOf, news: News) -> str:
    if order.message is not None:
        return order.message.way.person.handle
    return person_at(news.target)
