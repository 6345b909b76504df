"""What does the base need before the first query? New database sessions that start inside the present context.

They also read moments quickly.
"""

from __future__ import annotations

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "recruit.base"
    label = "base"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created  # noqa: PLC0415 -- apps must be loaded first

        from recruit.base.moments import read_moments_quickly  # noqa: PLC0415 -- apps must be loaded first
        from recruit.base.tenancy import apply_to_new_session  # noqa: PLC0415 -- apps must be loaded first

        connection_created.connect(apply_to_new_session, dispatch_uid="recruit.base.apply_to_new_session")
        connection_created.connect(read_moments_quickly, dispatch_uid="recruit.base.read_moments_quickly")
