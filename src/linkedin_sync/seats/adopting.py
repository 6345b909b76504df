"""Through which seat did those come whose exporter LinkedIn had not told us of? Found once the seat is known.

An export names its exporter in three ways; what it said is kept on its row. When LinkedIn's list of seats brings one
that it fits, the row is that seat's, and is put down to its teammate as any other one of the seat.
"""

from __future__ import annotations

from typing import Final

from linkedin_sync.models import Export
from linkedin_sync.seats.selectors import exporting_seat

#: So many exporters at a time; the others are looked at with the next list of seats.
_MOST: Final = 500


def adopt_exports(*, company_id: int, connection_id: int) -> int:
    """Give exports of nobody's seat the seat that they name, where it is known now. Returns how many there were."""
    homeless = Export.objects.filter(
        company_id=company_id,
        seat__isnull=True,
        teammate__isnull=True,
        attribution__isnull=True,
        process_id__isnull=False,
        receipt__connection_id=connection_id,
    )
    named = homeless.exclude(exporter_person_urn="", exporter_seat_urn="", exporter_email="")
    exporters = named.order_by().values_list("exporter_person_urn", "exporter_seat_urn", "exporter_email")
    adopted = 0
    for person_urn, seat_urn, email in list(exporters.distinct()[:_MOST]):
        seat = exporting_seat(
            connection_id=connection_id, person_urn=person_urn, seat_urn=seat_urn, email=email
        )
        if seat is not None:
            same = homeless.filter(
                exporter_person_urn=person_urn, exporter_seat_urn=seat_urn, exporter_email=email
            )
            adopted += same.update(seat=seat)
    return adopted
