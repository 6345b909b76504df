"""At which addresses are the sources, and one's own link for referrals?"""

from __future__ import annotations

from django.urls import path

from recruit_web.screens.sources import changes, views

urlpatterns = [
    path("sources", views.sources, name="sources"),
    path("sources/add", changes.add, name="add_source"),
    path("sources/<str:source_id>", views.source, name="source"),
    path("sources/<str:source_id>/edit", changes.edit, name="edit_source"),
    path("sources/<str:source_id>/retire", changes.retire, name="retire_source"),
    path("sources/<str:source_id>/restore", changes.restore, name="restore_source"),
    path("sources/<str:source_id>/contacts", changes.add_contact, name="add_source_contact"),
    path("sources/<str:source_id>/links", changes.add_link, name="add_source_link"),
    path("account/referral", views.referral, name="referral"),
    path("account/referral/make", changes.make_referral, name="make_referral"),
]
