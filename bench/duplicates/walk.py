"""One worker of a scan, as a process of its own: `python -m bench.duplicates.walk COMPANY PART`."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path


def main() -> int:
    import django  # noqa: PLC0415 -- the address of the database is in the environment already

    django.setup()
    from recruit.base.tenancy import company_context  # noqa: PLC0415 -- apps must be loaded
    from recruit.duplicates.services import walk_part  # noqa: PLC0415 -- see above

    company_id, part_id = map(int, sys.argv[1:])
    with company_context(company_id):
        walk_part(company_id=company_id, part_id=part_id)
    print(json.dumps({"rss_mb": _peak_kb() / 1000}))
    return 0


def _peak_kb() -> int:
    """Of this program alone: what ``getrusage`` tells goes on from the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("ascii").partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
