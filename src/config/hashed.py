"""Under which names are static files served? Each under one with a digest of its content, also the modules that import
each other: a browser keeps them all for a year, and an upgrade must not meet yesterday's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from config.statics import compress


class HashedFiles(ManifestStaticFilesStorage):
    """Our own scripts only: Django's switch for modules reads all, and stumbles over words in a package's."""

    patterns = (
        *ManifestStaticFilesStorage.patterns,
        *(
            (f"{package}/*.js", ((r'(?P<matched>from "(?P<url>\./[a-z_]+\.js)")', 'from "%(url)s"'),))
            for package in ("recruit_web", "linkedin_web")
        ),
    )

    def post_process(
        self, *args: Any, **options: Any
    ) -> Iterator[tuple[str, str, bool] | tuple[str, None, RuntimeError]]:
        """Beside each file lies its compressed form, too, for the server to send."""
        for made in super().post_process(*args, **options):
            yield made
            if made[1] is not None:
                compress(Path(self.path(made[1])))
