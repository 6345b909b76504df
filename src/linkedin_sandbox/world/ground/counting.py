"""How much has an application sent? Counted in the index of the keys, which begin with the application's number."""

from __future__ import annotations

from django.db.models import CharField, Count, IntegerField, Model, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from linkedin_sandbox.world.ground.keys import SEPARATOR

_AFTER = chr(ord(SEPARATOR) + 1)


def count_of_application(model: type[Model]) -> Coalesce:
    """For a query of ``Application``: how many records of this kind each of them has sent."""
    number = Cast(OuterRef("id"), CharField())
    rows = model._default_manager.filter(  # noqa: SLF001 -- Django's documented name of it
        key__gte=Concat(number, Value(SEPARATOR)), key__lt=Concat(number, Value(_AFTER))
    )
    counted = rows.annotate(all=Value(1)).values("all").annotate(count=Count("*")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
