"""Which versions of the REST API are served? Those between their release and their sunset.

https://learn.microsoft.com/en-us/linkedin/talent/versioning
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world.steering import clock

# Version to the month of its sunset. The rows of the two oldest are not readable: two years, as for the others.
SUNSETS = {
    "202501": "202701",
    "202504": "202704",
    "202505": "202705",
    "202506": "202706",
    "202507": "202707",
    "202508": "202708",
    "202508.02": "202708",
    "202510": "202710",
    "202511": "202711",
    "202512": "202712",
    "202602": "202802",
    "202603": "202803",
}
_FORM = re.compile(r"(\d{6})(\.\d{2})?")


def check_version(asked: str) -> int:
    """The version as a number such as 202603; refused when there is none, or it is not active (rule 6)."""
    if not asked:
        raise WireRefusal(
            400,
            "A version must be present. Please specify a version by adding the LinkedIn-Version header.",
            code="VERSION_MISSING",
            rule="6",
        )
    form = _FORM.fullmatch(asked)
    this_month = datetime.fromtimestamp(clock.now_ms() / 1000, UTC).strftime("%Y%m")
    if form is None or SUNSETS.get(asked, "") <= this_month:
        raise WireRefusal(
            426,
            f"Requested version {form[1] if form else asked}01 is not active",
            code="NONEXISTENT_VERSION",
            rule="6",
        )
    return int(form[1])
