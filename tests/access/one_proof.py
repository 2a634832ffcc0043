"""A picture with a working copy and a bundle of it, for the access table."""

from __future__ import annotations

import io

from django.conf import settings
from PIL import Image

from payung.gateways.vault import FolderVault
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.models import Case
from payung.programme.cases.recipients import Recipient
from payung.programme.evidence.copying import make_working_copy
from payung.programme.evidence.models import BundleMade
from payung.programme.people.actors import Actor
from tests.cast import THEN


def one_proof(actor: Actor, reference: str) -> dict[str, dict[str, object]]:
    """Add the picture to a case; return what its addresses need to name."""
    case = Case.objects.get(reference=reference)
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, "PNG")
    given = GivenFile(name="gate.png", shows="A gate", content=written.getvalue())
    vault = FolderVault(settings.VAULT)
    file = add_evidence(actor=actor, case=case, given=given, vault=vault, at=THEN)
    make_working_copy(actor=actor, evidence=file, vault=vault, at=THEN)
    bundle = BundleMade.objects.create(
        case=case,
        digest="0" * 64,
        size=1,
        made_for=Recipient.COURT,
        signer="0" * 64,
        at=THEN,
        by=actor.handle,
    )
    one: dict[str, object] = {"reference": reference}
    names = ("case-file-proof", "case-file-copy", "case-file-copy-get")
    return {
        **{name: one | {"record": file.record} for name in names},
        "case-bundle": one,
        "case-bundle-handed": one | {"bundle_id": bundle.pk},
    }
