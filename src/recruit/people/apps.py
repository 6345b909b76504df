from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "recruit.people"
    label = "people"

    def ready(self) -> None:
        from recruit.base.files import named_by  # noqa: PLC0415 -- apps must be loaded
        from recruit.people import tasks  # noqa: F401, PLC0415 -- importing registers; apps must be loaded

        named_by("people_personfile", "sha256")
        named_by("people_removedfile", "sha256")
