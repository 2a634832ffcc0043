"""Static files under names that change with their content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from payung.web.bare_script import bare


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hash the names inside JavaScript imports too, so old modules never mix.

    Comments go first: types in them name modules in circles, which no hash can follow.
    """

    support_js_module_import_aggregation = True
    # A module's name changes after those of all that it imports: as many rounds as the
    # longest chain of imports.
    max_post_process_passes = 20

    def post_process(
        self, paths: dict[str, tuple[Any, str]], *args: Any, **options: Any
    ) -> Iterator[Any]:
        """Yield what Django does with each file, our own modules without comments."""
        bared = {name: self._bared(name, *where) for name, where in paths.items()}
        yield from super().post_process(bared, *args, **options)

    def _bared(self, name: str, source: Any, path: str) -> tuple[Any, str]:
        if not (name.startswith("js/") and name.endswith(".js")):
            return source, path
        with source.open(path) as file:
            script = bare(file.read().decode())
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script)
        return self, name
