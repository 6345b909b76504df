from __future__ import annotations

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "recruit.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from recruit.duplicates import (  # noqa: PLC0415 -- importing them subscribes and registers; apps must be loaded
            selectors,
            subscribers,
            tasks,
        )

        selectors.offer_to_lists()
        del subscribers, tasks
