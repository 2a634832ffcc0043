"""Who watches the watcher: parts of the program that have not done their round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from payung.gateways.telephone import Telephone
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying, WayKind
from payung.programme.alerts.sending import send_due
from payung.programme.hotline.models import Watch
from payung.programme.standby.on_call import on_call


SILENT_AFTER = timedelta(minutes=3)
# Told again in every stretch of this length, until somebody mends it.
AGAIN = timedelta(minutes=30)
SWEEPER = "sweeper"
MONITOR = "monitor:"


def beat(name: str, *, at: datetime) -> None:
    """Note that a part of the program has done its round."""
    Watch.objects.update_or_create(name=name, defaults={"last_at": at})


def telephone_part(country: str) -> str:
    """Return what the telephone of a country is called here."""
    return f"telephone:{country}"


def monitor_part(country: str) -> str:
    """Return under which name it is kept when the monitor outside last heard us."""
    return f"{MONITOR}{country}"


def stop_watching(name: str) -> None:
    """Say that a part is not used any more, so that its silence is no news."""
    Watch.objects.filter(name=name).delete()


def silent_parts(at: datetime) -> tuple[str, ...]:
    """Return the parts that have not done their round for three minutes, by name."""
    late = Watch.objects.filter(last_at__lt=at - SILENT_AFTER)
    # It is silent because another part is, or calls people itself.
    late = late.exclude(name__startswith=MONITOR)
    return tuple(late.order_by("name").values_list("name", flat=True))


def page_silence(*, country: str, at: datetime) -> int:
    """Tell the coordinators that a part is silent; return how many messages it made.

    By every way there is: whichever of them is broken, another may not be.
    """
    made = 0
    coordinators = on_call(country, at).coordinators()
    for name in silent_parts(at):
        stretch = int(at.timestamp() // AGAIN.total_seconds())
        made += tell(
            country=country,
            handles=coordinators,
            saying=Saying.LOOK,
            about=f"watch:{name}"[:40],
            key=f"watch:{country}:{name}:{stretch}",
            at=at,
            kinds=tuple(WayKind),
        )
    return made


def ring_about_silence(
    *, country: str, telephones: Mapping[str, Telephone], at: datetime
) -> int:
    """Ring the coordinators at once where a part is silent; return how many it told.

    The silent part may be the worker, which would have to send it: whoever notices
    gives it to the telephone itself.
    """
    made = page_silence(country=country, at=at)
    if made:
        by_phone = (WayKind.CALL,)
        send_due(
            channels={}, telephones=telephones, kinds=by_phone, of=(country,), at=at
        )
    return made
