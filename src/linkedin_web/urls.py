"""Which addresses does LinkedIn's face have?"""

from __future__ import annotations

from django.urls import path

from linkedin_web import (
    closed,
    connection,
    correspondence,
    exports,
    health,
    history,
    matches,
    outward,
    own_seat,
    person,
    view_as,
    why,
)

urlpatterns = [
    path("linkedin/exports", exports.exports, name="linkedin_exports"),
    path("linkedin/matches", matches.matches, name="linkedin_matches"),
    path("linkedin/person/<str:public_id>/member", matches.decide, name="linkedin_decide_match"),
    path("settings/my-linkedin-seat", own_seat.own_seat, name="linkedin_own_seat"),
    path("linkedin/person/<str:public_id>", person.person_panel, name="linkedin_person"),
    path(
        "linkedin/person/<str:public_id>/correspondence",
        correspondence.section,
        name="linkedin_correspondence",
    ),
    path("linkedin/person/<str:public_id>/threads", correspondence.threads, name="linkedin_threads"),
    path(
        "linkedin/person/<str:public_id>/threads/<int:thread_id>",
        correspondence.messages,
        name="linkedin_messages",
    ),
    path("linkedin/person/<str:public_id>/notes", correspondence.notes, name="linkedin_notes"),
    path("linkedin/person/<str:public_id>/look", correspondence.look, name="linkedin_look"),
    path("linkedin/position/<str:public_id>", why.position_panel, name="linkedin_position"),
    path("linkedin/send/<str:public_id>", why.send_now, name="linkedin_send_now"),
    path("settings/linkedin", connection.connection, name="linkedin_connection"),
    path("settings/linkedin/state", connection.state, name="linkedin_state"),
    path("settings/linkedin/health", health.health, name="linkedin_health"),
    path("settings/linkedin/seats", connection.seats, name="linkedin_seats"),
    path("settings/linkedin/backfill", history.backfill, name="linkedin_backfill"),
    path("settings/linkedin/backfill/plan", history.plan, name="linkedin_backfill_plan"),
    path("settings/linkedin/backfill/start", history.start, name="linkedin_backfill_start"),
    path("settings/linkedin/backfill/pause", history.pause, name="linkedin_backfill_pause"),
    path("settings/linkedin/backfill/resume", history.resume, name="linkedin_backfill_resume"),
    path("settings/linkedin/reconcile", history.reconcile, name="linkedin_reconcile"),
    path("settings/linkedin/reconcile/compare", history.compare, name="linkedin_compare"),
    path("settings/linkedin/reconcile/<int:reconcile_id>", history.result, name="linkedin_reconcile_result"),
    path("settings/linkedin/shares", connection.share, name="linkedin_share"),
    path("settings/linkedin/reading", connection.reading, name="linkedin_reading"),
    path("settings/linkedin/reading/choose", connection.choose_reading, name="linkedin_choose_reading"),
    path("settings/linkedin/notes-outward", outward.notes, name="linkedin_notes_outward"),
    path(
        "settings/linkedin/notes-outward/choose", outward.choose_notes, name="linkedin_choose_notes_outward"
    ),
    path("settings/closed-linkedin-accounts", closed.closed, name="linkedin_closed"),
    path(
        "settings/closed-linkedin-accounts/<int:member_id>/decide",
        closed.decide,
        name="linkedin_decide_closed",
    ),
    path("settings/linkedin/pause", connection.pause, name="linkedin_pause"),
    path("settings/linkedin/resume", connection.resume, name="linkedin_resume"),
    path("settings/linkedin/ask", connection.ask, name="linkedin_ask"),
    path("settings/linkedin/try-again", health.try_again, name="linkedin_try_again"),
    path("settings/linkedin/bundle", health.bundle, name="linkedin_bundle"),
    path("settings/linkedin/discard", health.discard, name="linkedin_discard"),
    path("settings/linkedin/seats/<int:seat_id>/view-as", view_as.view_as, name="linkedin_view_as"),
    path("settings/linkedin/seats/<int:seat_id>/map", connection.map_seat, name="linkedin_map_seat"),
    path("settings/linkedin/seats/<int:seat_id>/unmap", connection.unmap_seat, name="linkedin_unmap_seat"),
]
