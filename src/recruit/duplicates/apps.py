from __future__ import annotations

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "recruit.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from recruit.base.files import named_by  # noqa: PLC0415 -- apps must be loaded
        from recruit.duplicates import (  # noqa: PLC0415 -- importing them subscribes and registers; apps must be loaded
            selectors,
            subscribers,
            tasks,
        )

        selectors.offer_to_lists()
        # A file that a merge dropped as equal comes back with its undoing.
        named_by("duplicates_mergedrow", "before ->> 'sha256'")
        del subscribers, tasks
