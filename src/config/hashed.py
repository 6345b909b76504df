"""Under which names are static files served? Each under one with a digest of its content, also the modules that import
each other: a browser keeps them all for a year, and an upgrade must not meet yesterday's.
"""

from __future__ import annotations

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Our own scripts only: Django's switch for modules reads all, and stumbles over words in a package's."""

    patterns = (
        *ManifestStaticFilesStorage.patterns,
        *(
            (f"{package}/*.js", ((r'(?P<matched>from "(?P<url>\./[a-z_]+\.js)")', 'from "%(url)s"'),))
            for package in ("recruit_web", "linkedin_web")
        ),
    )
