"""A collecting app: it knows an address, a name and a key, and sends multipart."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import etree

from payung.engines.forms import write_submission
from payung.programme.people.actors import Actor
from payung.programme.people.devices import add_device
from payung.programme.reports.published import in_use
from tests.cast import THEN
from tests.programme.reports.sent import answers


@dataclass
class Phone:
    """An app on one phone. `ask` and `send` answer with the raw response."""

    handle: str
    key: str
    headers: dict[str, str] = field(
        default_factory=lambda: {"X-OpenRosa-Version": "1.0"}
    )
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def ask(self, address: str, method: str = "GET", **more: Any) -> HttpResponse:
        """Ask for an address with the phone's key."""
        return self.client.generic(method, address, headers=self._all(), **more)

    def send(
        self, xml: bytes, *files: tuple[str, bytes], more: bool = False, **options: Any
    ) -> HttpResponse:
        """Send answers and files as Collect does."""
        parts: dict[str, Any] = {"xml_submission_file": upload("submission.xml", xml)}
        for name, content in files:
            parts[name] = upload(name, content)
        if more:
            parts["*isIncomplete*"] = "yes"
        return self.client.post(
            "/collect/submission", parts, headers=self._all(), **options
        )

    def _all(self) -> dict[str, str]:
        pair = base64.b64encode(f"{self.handle}:{self.key}".encode()).decode()
        return {**self.headers, "Authorization": f"Basic {pair}"}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    kind = "text/xml" if name.endswith(".xml") else "image/jpeg"
    return SimpleUploadedFile(name, content, content_type=kind)


def phone_of(actor: Actor) -> Phone:
    """Give somebody a phone with a key of its own."""
    return Phone(handle=actor.handle, key=add_device(actor=actor, name="x", at=THEN))


def filled(
    country: str = "np",
    *,
    instance: str = "uuid:aaaa-1",
    deprecated: str | None = None,
    **changes: Any,
) -> bytes:
    """Return one filled form as an app writes it."""
    form = in_use(country).form
    return write_submission(
        answers(country, **changes),
        form,
        instance_id=instance,
        deprecated_id=deprecated,
    )


def told(response: HttpResponse) -> str:
    """Return the sentence that the app shows."""
    [message] = etree.fromstring(response.content)
    return message.text or ""
