"""The careers site: what visitors see, and what they send."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop


class CareersConfig(AppConfig):
    name = "recruit.careers"
    label = "careers"

    def ready(self) -> None:
        from recruit.careers import subscribers  # noqa: F401, PLC0415 -- importing it subscribes; apps must be loaded
        from recruit.duplicates.services import Follower, let_follow  # noqa: PLC0415 -- apps must be loaded

        let_follow(
            Follower(
                "careers_submission",
                process="process_id",
                kind=gettext_noop("application"),
                title="(SELECT name FROM positions_position WHERE id = one.position_id)",  # English
                came_at="submitted_at",
            )
        )
