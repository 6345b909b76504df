"""Which addresses has the console? All stand below /recruiter/."""

from __future__ import annotations

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from linkedin_sandbox.console import (
    assets,
    exporting,
    exports,
    files,
    member,
    member_mail,
    messages,
    notes,
    people,
    photos,
    profiles,
    projects,
    sign_in,
)

app_name = "console"


class Number(IntConverter):
    """The number of a row: what is longer than the database's numbers is no address."""

    regex = "[0-9]{1,18}"


register_converter(Number, "number")

urlpatterns = [
    path("", sign_in.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("people", people.search, name="people"),
    path("people/badges", people.badges, name="badges"),
    path("people/<number:member_id>", profiles.profile, name="profile"),
    path("people/<number:member_id>/ats", profiles.ats, name="ats"),
    path("people/<number:member_id>/indicator", profiles.indicator, name="indicator"),
    path("people/<number:member_id>/indicator/body", profiles.indicator_body, name="indicator_body"),
    path("people/<number:member_id>/files/<str:media_id>", files.download, name="file"),
    path("people/<number:member_id>/inmail", messages.messages, name="messages"),
    path("people/<number:member_id>/notes", notes.notes, name="notes"),
    path("people/<number:member_id>/projects", projects.saved, name="saved"),
    path("people/<number:member_id>/projects/save", projects.save, name="save_to_project"),
    path("people/<number:member_id>/export", exporting.export, name="export"),
    path("people/<number:member_id>/export/jobs", exporting.export_jobs, name="export_jobs"),
    path("exports", exports.exports, name="exports"),
    path("exports/list", exports.exports_list, name="exports_list"),
    path("exports/<str:request_id>/toast", exports.toast, name="toast"),
    path("inmail", messages.inbox, name="inbox"),
    path("inmail/<number:thread_id>", messages.conversation, name="conversation"),
    path("inmail/<number:thread_id>/live", messages.live, name="conversation_live"),
    path("notes/<number:note_id>", notes.edit, name="note"),
    path("notes/<number:note_id>/delete", notes.delete, name="delete_note"),
    path("notes/<number:note_id>/restore", notes.restore, name="restore_note"),
    path("projects", projects.projects, name="projects"),
    path("projects/<number:project_id>", projects.project, name="project"),
    path(
        "projects/<number:project_id>/<number:member_id>/remove", projects.remove, name="remove_from_project"
    ),
    path(
        "projects/<number:project_id>/<number:member_id>/return", projects.return_to, name="return_to_project"
    ),
    path("member/inbox", member_mail.inbox, name="member_inbox"),
    path("member/choose", member.choose, name="choose_member"),
    path("member/inbox/<number:thread_id>", member_mail.conversation, name="member_conversation"),
    path("member/inbox/<number:thread_id>/live", member_mail.live, name="member_conversation_live"),
    path("member/inbox/<number:thread_id>/decline", member_mail.say_no, name="decline"),
    path("member/privacy", member.privacy, name="member_privacy"),
    path("member/close", member.close, name="member_close"),
    path("member/known", member.known, name="member_known"),
    path("operator/", include("linkedin_sandbox.console.admin.urls")),
    path("operator/", include("linkedin_sandbox.console.sandbox.urls")),
    path("photos/<str:slug>.svg", photos.photo, name="photo"),
    path("static/<path:path>", assets.asset, name="asset"),
]
