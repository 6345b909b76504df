"""Transfer: what comes in from files, and a company's data that goes out as one."""

from __future__ import annotations

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "recruit.transfer"
    label = "transfer"

    def ready(self) -> None:
        from recruit.base.files import named_by  # noqa: PLC0415 -- apps must be loaded
        from recruit.duplicates.services import Follower, let_follow  # noqa: PLC0415 -- apps must be loaded
        from recruit.transfer import subscribers, tasks  # noqa: F401, PLC0415 -- importing subscribes and registers; apps must be loaded

        named_by("transfer_import", "digest")
        let_follow(Follower("transfer_importrow", process="process_id"))
