"""The questions of the invented courses, brought in as a file, and one to be heard."""

from __future__ import annotations

import csv
import io
import struct
import wave
from datetime import datetime
from math import pi, sin

from PIL import Image, ImageDraw

from payung.programme.learning.bringing_in import bring_in
from payung.programme.learning.choosing import language_choices
from payung.programme.learning.material import set_picture, set_sound
from payung.programme.learning.models import ItemBank
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.web.demo.learning_words import QUESTIONS


# This question is put badly in the country's own language, so that the page finds it.
BADLY_PUT = "ask-why"


def bring_questions(office: Founded, at: datetime) -> ItemBank:
    """Bring the questions in, in every language of the country."""
    names = [code for code, _name in language_choices(office.actor)]
    written = io.StringIO()
    table = csv.writer(written)
    options = [f"option_{k}" for k in range(1, 4)]
    table.writerow(["code", "language", "question", "right", "picture", *options])
    for code, right, picture, words in QUESTIONS:
        for language in names:
            if language in words:
                question, *answers = words[language]
                table.writerow([code, language, question, right, picture, *answers])
    bank = bring_in(
        actor=office.actor,
        code="basics",
        name="basics.csv",
        content=written.getvalue().encode(),
        languages=names,
        at=at,
    ).bank
    item = bank.items.get(code=BADLY_PUT)
    for language in ("en", pack_of(office.actor.country).languages[0]):
        set_sound(
            actor=office.actor,
            item=item,
            option=None,
            language=language,
            content=_sound(),
            at=at,
        )
    set_picture(
        actor=office.actor,
        item=item,
        option=item.options.order_by("pk")[0],
        content=_picture(),
        at=at,
    )
    return bank


def _picture() -> bytes:
    """Return a lantern, as somebody would paint it."""
    paper = Image.new("RGB", (240, 240), "#f5f3ee")
    pen = ImageDraw.Draw(paper)
    pen.ellipse((70, 50, 170, 190), fill="#e5a93c")
    pen.rectangle((100, 36, 140, 54), fill="#0b5f5a")
    written = io.BytesIO()
    paper.save(written, "PNG")
    return written.getvalue()


def _sound() -> bytes:
    """Return two tones: nobody of the demonstration has a voice."""
    rate, written = 8000, io.BytesIO()
    with wave.open(written, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        for pitch in (440, 330):
            tone = (round(6000 * sin(2 * pi * pitch * n / rate)) for n in range(2400))
            out.writeframes(struct.pack("<2400h", *tone))
    return written.getvalue()
