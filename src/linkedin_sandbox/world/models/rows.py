"""What have all tables in common?"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

Record = dict[str, Any]


class Row(models.Model):
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
