"""Which addresses has the persona Sandbox? They stand below /recruiter/operator/."""

from __future__ import annotations

from django.urls import path

from linkedin_sandbox.console.sandbox import (
    clock,
    coverage,
    exchange,
    faults,
    journal,
    meters,
    overview,
    snapshots,
    switches,
    transitions,
)

urlpatterns = [
    path("overview", overview.show, name="overview"),
    path("journal", journal.journal, name="journal"),
    path("journal/new", journal.news, name="journal_news"),
    path("journal/har", journal.har, name="journal_har"),
    path("journal/<number:entry_id>", exchange.exchange, name="exchange"),
    path("journal/<number:entry_id>/again", exchange.send_again, name="send_again"),
    path("limits", meters.meters, name="limits"),
    path("limits/resource", meters.set_throttle, name="set_throttle"),
    path("limits/numbers", meters.set_numbers, name="set_numbers"),
    path("limits/reset", meters.reset, name="reset_limits"),
    path("limits/forget", meters.forget, name="forget_counts"),
    path("clock", clock.show, name="clock"),
    path("clock/advance", clock.advance, name="advance"),
    path("clock/travel", clock.travel, name="travel"),
    path("clock/freeze", clock.freeze, name="freeze"),
    path("clock/thaw", clock.thaw, name="thaw"),
    path("clock/machine", clock.to_the_machine, name="to_the_machine"),
    path("transitions", transitions.show, name="transitions"),
    path("transitions/<str:name>", transitions.set_one, name="set_transition"),
    path("transitions/<str:name>/reset", transitions.reset_one, name="reset_transition"),
    path("faults", faults.show, name="faults"),
    path("faults/add", faults.add, name="add_fault"),
    path("faults/clear", faults.clear, name="clear_faults"),
    path("faults/<number:fault_id>/remove", faults.remove, name="remove_fault"),
    path("tokens/revoke", faults.revoke, name="revoke_tokens"),
    path("switches", switches.show, name="switches"),
    path("switches/reset", switches.reset_all, name="reset_switches"),
    path("switches/<str:name>", switches.turn, name="turn_switch"),
    path("switches/<str:name>/reset", switches.reset_one, name="reset_switch"),
    path("snapshots", snapshots.show, name="snapshots"),
    path("snapshots/take", snapshots.take, name="take_snapshot"),
    path("snapshots/<str:name>/restore", snapshots.restore, name="restore_snapshot"),
    path("snapshots/<str:name>/delete", snapshots.delete, name="delete_snapshot"),
    path("anew", snapshots.anew, name="anew"),
    path("coverage", coverage.show, name="coverage"),
]
