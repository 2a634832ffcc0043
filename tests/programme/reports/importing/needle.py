"""Bring names in by every way there is, into the data folder of a process of its own.

Run by test_needles.py: what this process leaves on the disk is searched afterwards.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import django


django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from payung.engines.forms import write_submission  # noqa: E402
from payung.programme.people.devices import add_device  # noqa: E402
from payung.programme.reports.models import Report, Unplaced  # noqa: E402
from payung.programme.reports.published import in_use  # noqa: E402
from tests.cast import MAYA, PASSPHRASE, SUNITA, THEN, team_of  # noqa: E402
from tests.programme.reports.importing.filled import central, zipped  # noqa: E402
from tests.programme.reports.importing.test_files import book  # noqa: E402
from tests.programme.reports.sent import answers, form_in  # noqa: E402


def filled(name: str) -> dict[str, object]:
    """Return answers in which a name stands wherever a hand can write one."""
    given = answers("np")
    given["d_incident"]["admin"] = name
    given["perp"][0]["pident"] = name
    given["l_end"] = {"narrative": f"{name} was there."}
    given["b_consent"]["safe_contact"] = name
    given["evidence"] = [{"e_kind": "photo", "e_file": f"{name}.jpg"}]
    return given


def main(names: list[str], folder: Path) -> None:
    """Send, upload and import; then say what came of it."""
    setup_test_environment()
    call_command("migrate", run_syncdb=True, verbosity=0)
    team, [_maya, sunita] = team_of(MAYA, SUNITA)
    form_in("np")
    form = in_use("np").form
    key = add_device(actor=sunita, name="phone", at=THEN)
    pair = base64.b64encode(f"sunita:{key}".encode()).decode()
    app = Client(
        headers={"X-OpenRosa-Version": "1.0", "Authorization": f"Basic {pair}"}
    )
    for at, name in enumerate(names[:5]):
        xml = write_submission(filled(name), form, instance_id=f"uuid:sent-{at}")
        later = write_submission(
            filled(name + " later"), form, instance_id=f"uuid:later-{at}",
            deprecated_id=f"uuid:sent-{at}",
        )  # fmt: skip
        picture = SimpleUploadedFile(f"{name}.jpg", name.encode() * 9000, "image/jpeg")
        for body in (xml, xml.replace(b"<place>street", b"<place>park"), later):
            app.post(
                "/collect/submission",
                {
                    "xml_submission_file": SimpleUploadedFile("a.xml", body),
                    "f": picture,
                },
            )
            picture.seek(0)
        app.post(
            "/collect/submission",
            {
                "xml_submission_file": SimpleUploadedFile(
                    "a.xml", xml.replace(b' version="', b' version="9')
                )
            },
        )
    desk = Client()
    desk.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})
    export = zipped(central(form, [filled(name) for name in names[5:10]]))
    rows = [[n, "3/4/2026", "street", n] for n in names[10:15]]
    sheet = book(["No", "Date it happened", "Kind of place", "Remarks"], *rows)
    row = in_use("np").row
    for name, content in ((f"{names[5]}.zip", export), (f"{names[10]}.xlsx", sheet)):
        given = {
            "file": SimpleUploadedFile(name, content),
            "team": team.pk,
            "form": row,
        }
        page = desk.post("/notes/bring-in/", given)["Location"]
        columns = {"column-1": "d_incident/inc_date", "key": "No"}
        told = {"order:d_incident/inc_date": "dmy", "name": "kept"}
        if name.endswith("xlsx"):
            desk.post(f"{page}columns", columns)
            desk.post(f"{page}columns", columns | told)
        desk.get(page)
        desk.post(f"{page}go")
    # One file stays on its way: its sealed copy must be as silent as the rest.
    waiting = zipped(central(form, [filled(name) for name in names[15:]]))
    given = {
        "file": SimpleUploadedFile(f"{names[15]}.zip", waiting),
        "team": team.pk,
        "form": row,
    }
    desk.post("/notes/bring-in/", given)
    sys.stdout.write(
        json.dumps(
            {"reports": Report.objects.count(), "aside": Unplaced.objects.count()}
        )
    )
    # The write-ahead log stays beside the database: leave without tidying up.
    sys.stdout.flush()
    import os

    os._exit(0)


main(json.loads(sys.argv[1]), Path(sys.argv[2]))
