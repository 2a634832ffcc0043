"""Static files under names that change with their content."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hash the names inside JavaScript imports too, so old modules never mix."""

    support_js_module_import_aggregation = True
