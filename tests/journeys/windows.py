"""How wide is a window, and where do its pictures go?"""

from __future__ import annotations

from tests.journeys.stack import ROOT

EVIDENCE = ROOT / ".evidence"
WIDE = {"width": 1400, "height": 900}
MIDDLE = {"width": 768, "height": 1024}
NARROW = {"width": 360, "height": 740}
