"""What becomes of consents, requests, notices and clocks of somebody who is erased or pseudonymised? They go."""

from __future__ import annotations

from recruit.privacy.models import Consent, ConsentRequest, Notice, RetentionClock


def forget_keeping(*, company_id: int, person_id: int) -> None:
    for rows in (Consent, ConsentRequest, RetentionClock, Notice):
        rows.objects.filter(company_id=company_id, person_id=person_id).delete()
