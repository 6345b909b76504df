"""One worker of a scan, as a process of its own: `python -m bench.duplicates.walk COMPANY PART`."""

from __future__ import annotations

import json
import resource
import sys


def main() -> int:
    import django  # noqa: PLC0415 -- the address of the database is in the environment already

    django.setup()
    from recruit.base.tenancy import company_context  # noqa: PLC0415 -- apps must be loaded
    from recruit.duplicates.services import walk_part  # noqa: PLC0415 -- see above

    company_id, part_id = map(int, sys.argv[1:])
    with company_context(company_id):
        walk_part(company_id=company_id, part_id=part_id)
    print(json.dumps({"rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
