"""Read what an app posts: in memory only, within limits, whatever it is called."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from .replies import MOST_BYTES


SUBMISSION = "xml_submission_file"
INCOMPLETE = "*isIncomplete*"
MOST_FILES = 100


class TooLarge(ValueError):
    """More bytes came than a phone may send at once."""


class NotReceived(ValueError):
    """What came is not a submission with its files."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentPart:
    """One file beside the answers; `name` is what the answers call it."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One batch: the answers, some files, and whether more are to come."""

    xml: bytes
    files: tuple[SentPart, ...]
    more_to_come: bool


def receive(request: HttpRequest) -> Received:
    """Return what was posted; raise TooLarge or NotReceived. Nothing is written."""
    body = _whole(request)
    meta = {
        "CONTENT_TYPE": request.META.get("CONTENT_TYPE", ""),
        "CONTENT_LENGTH": len(body),
    }
    handlers = [MemoryFileUploadHandler()]
    try:
        fields, files = MultiPartParser(
            meta, io.BytesIO(body), handlers, "utf-8"
        ).parse()
    except (MultiPartParserError, ValueError) as why:
        raise NotReceived from why
    xmls = [part.read() for part in files.getlist(SUBMISSION)]
    # Some apps send the answers as a field without a file name.
    xmls += [text.encode() for text in fields.getlist(SUBMISSION)]
    others = [
        part for name in files if name != SUBMISSION for part in files.getlist(name)
    ]
    if len(xmls) != 1 or len(others) > MOST_FILES:
        raise NotReceived
    return Received(
        xml=xmls[0],
        files=tuple(_part(part) for part in others),
        more_to_come=fields.get(INCOMPLETE, "") == "yes",
    )


def _part(part: UploadedFile[bytes]) -> SentPart:
    # Django has taken every folder off the name.
    return SentPart(
        name=part.name or "", kind=part.content_type or "", content=part.read()
    )


def _whole(request: HttpRequest) -> bytes:
    """Return the body, also one sent in chunks without saying its length."""
    said = request.META.get("CONTENT_LENGTH") or ""
    if said.isdigit() and int(said) > MOST_BYTES:
        raise TooLarge
    chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    # Without a length Django gives nothing; the server below it knows where it ends.
    stream: BinaryIO = request.META["wsgi.input"] if chunked else request  # type: ignore[assignment]
    body = stream.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise TooLarge
    return body
