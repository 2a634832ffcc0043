"""The addresses of evidence, in words that say nothing of it."""

from __future__ import annotations

from django.urls import path

from .views import bundles, proof


ONE = "work/<str:reference>"
FILE = f"{ONE}/files/<uuid:record>"

urlpatterns = [
    path(f"{ONE}/bundle", bundles.bundle, name="case-bundle"),
    path(
        f"{ONE}/bundle/<uuid:bundle_id>/handed",
        bundles.handed,
        name="case-bundle-handed",
    ),
    path(f"{FILE}/proof", proof.one, name="case-file-proof"),
    path(f"{FILE}/copy", proof.make_copy, name="case-file-copy"),
    path(f"{FILE}/copy/get", proof.get_copy, name="case-file-copy-get"),
]
