"""What our own telephone can do, for whoever plans its calls."""

from __future__ import annotations

from payung.gateways.telephone.speaking import Caps


CAPS = Caps(
    parallel=10,
    step_wait=True,
    confirm=True,
    voicemail="sealed",
    hides_caller=True,
    originate=True,
    survives_app_loss=True,
    survives_crash=True,
)
