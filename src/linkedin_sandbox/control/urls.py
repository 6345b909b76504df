"""Which addresses has the control plane? All stand below ``/_sandbox/``, where the real service has none."""

from __future__ import annotations

from django.urls import path

from linkedin_sandbox.control import acts, state, throttling
from linkedin_sandbox.control.answers import control

urlpatterns = [
    path("health", control(GET=state.health)),
    path("reset", control(POST=state.reset)),
    path("seed", control(POST=state.seed)),
    path("clock", control(GET=state.show_clock, POST=state.set_clock)),
    path("journal", control(GET=state.journal)),
    path("state", control(GET=state.state)),
    path("switches", control(GET=state.show_switches, POST=state.set_switches)),
    path("limits", control(GET=state.show_limits, POST=state.set_limits)),
    path("limits/usage", control(GET=throttling.show_usage)),
    path("limits/throttles", control(POST=throttling.set_throttle)),
    path("transitions", control(GET=state.show_transitions, POST=state.set_transitions)),
    path("faults", control(GET=state.show_faults, POST=state.add_fault, DELETE=state.clear_faults)),
    path("tokens/revoke", control(POST=state.revoke_tokens)),
    path("plugin/authorize", control(POST=acts.authorize)),
    path("integrations/enable", control(POST=acts.enable)),
    path("integrations/disable", control(POST=acts.disable)),
    path("applications", control(GET=acts.applications)),
    path("exports", control(POST=acts.export)),
    path("exports/<request_id>", control(GET=acts.show_export)),
    path("push", control(GET=acts.pushes)),
    path("push/<request_id>/again", control(POST=acts.push_again)),
    path("indicator", control(GET=acts.indicator)),
    path("jobs", control(GET=acts.jobs)),
    path("members", control(GET=acts.members)),
    path("persons", control(GET=acts.persons)),
    path("seats", control(GET=acts.seats)),
    path("records/<kind>", control(GET=acts.records)),
]
