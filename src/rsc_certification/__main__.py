"""``python -m rsc_certification`` is ``rsc-certify``."""

from rsc_certification.command import main

main()
