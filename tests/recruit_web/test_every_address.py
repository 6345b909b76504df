"""Every address of the product, asked by everybody who has no business there: nothing is shown and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.linkedin_web.scenes import a_connection, a_conversation, a_mark, an_export, seats
from tests.people import Cast, a_merge, a_person, a_position, a_process, a_teammate, hiring_company
from tests.recruit.test_files import PDF

from linkedin_sync.enums import MarkKind
from linkedin_sync.models import Connection, Reconcile, Seat
from recruit.access.services import begin_session, invite_teammate
from recruit.activity.services import add_note
from recruit.base.tenancy import company_context
from recruit.careers.services import save_question
from recruit.company.enums import CompanyRole
from recruit.company.services import add_api_app, approve_api_app
from recruit.duplicates.selectors import later_parts_of
from recruit.duplicates.services import check_person, unmerge_persons
from recruit.hiring.selectors import PersonSearch, steps_of_process
from recruit.hiring.services import advance_process, save_search, start_many
from recruit.people.services import add_file, tag_person
from recruit.position_templates.services import save_position_template
from recruit.positions.selectors import openings_of, step_templates
from recruit.positions.services import save_position_field
from recruit.privacy.models import Notice
from recruit.privacy.services import erase_person
from recruit.sources.services import shared_source
from recruit.transfer.services import draft_import, order_archive
from recruit_webhooks.services import add_webhook, send_test

OPEN_TO_ALL = {
    "healthz", "sign_in", "linkedin_callback", "linkedin_applications_callback", "second_factor", "forgotten_password", "new_password", "invitation",
    "careers", "careers_position", "careers_remember", "careers_thanks",
    "passkey_sign_in", "passkey_sign_in_options",
    "api_description", "api_docs", "your_data", "live",
}  # fmt: skip
#: Words that only the first company's people may read; nothing of them may stand in any answer to anybody else.
SECRET_WORDS = ("Quillfeather", "Zeppelin Navigator", "confidential remark")

#: What each address is told when somebody writes to it: values that would work if they were let through.
WRITTEN: dict[str, dict[str, str]] = {
    "add_note": {"text": "I was here"},
    "change_note": {"text": "Changed"},
    "tag_person": {"name": "intruder"},
    "untag_person": {"name": "Obelisk"},
    "add_contact_point": {"kind": "email", "value": "intruder@example.com"},
    "many_persons": {"name": "intruder"},
    "tag_persons": {"person": "{person_id}", "name": "intruder"},
    "untag_persons": {"person": "{person_id}", "name": "Obelisk"},
    "advance_persons": {"person": "{person_id}"},
    "reject_persons": {"person": "{person_id}", "reason": "Changed"},
    "undo_persons": {"changes": "{change_id}"},
    "erase_person": {"kind": "erased", "ground": "request", "typed_name": "Mia Quillfeather"},
    "record_consent": {"basis": "consent", "origin": "Changed"},
    "privacy_settings": {"sourced_months": "1", "sourced_when_due": "erase"},
    "consent_settings": {"text": "Changed"},
    "notices": {"is_on": "on", "subject": "Changed", "text": "Changed"},
    "keep_longer": {"person": "{person_id}", "months": "12", "reason": "Changed"},
    "ask_for_consent": {"person": "{person_id}"},
    "let_go": {"person": "{person_id}", "kind": "erased", "typed": "1"},
    "edit_person": {"first_name": "Changed", "last_name": "Changed"},
    "consider_person": {"position": "{position_id}"},
    "edit_position": {"name": "Changed"},
    "add_to_hiring_team": {"teammate": "{otto}", "role": "recruiter"},
    "remove_from_hiring_team": {"teammate": "{teammate_id}", "role": "interviewer"},
    "merge_persons": {"survivor": "{person_id}"},
    "assign_part": {"person": "{survivor}"},
    "advance_process": {"step": ""},
    "reject_process": {"reason": "Changed"},
    "withdraw_process": {"reason": "Changed"},
    "hire_process": {"applied_date": "2026-11-01"},
    "move_process": {"to": "awaiting_decision"},
    "decide_step": {"decision": "go"},
    "own_steps": {"row": "new1", "name-new1": "Changed", "type-new1": "test"},
    "position_workflow": {"row": "new1", "name-new1": "Changed", "type-new1": "test"},
    "position_scorecard": {"traits": "Changed"},
    "save_position_template": {"name": "Changed"},
    "rename_position_template": {"name": "Changed"},
    "add_position_field": {"name": "Changed", "kind": "text"},
    "change_position_field": {"name": "Changed"},
    "add_question": {"name": "Changed", "kind": "text"},
    "change_question": {"name": "Changed", "kind": "text"},
    "add_opening": {"name": "Changed"},
    "edit_opening": {"name": "Changed"},
    "evaluate": {"recommendation": "hire", "text": "Changed"},
    "schedule_interview": {
        "day": "2027-01-04", "time": "09:00", "minutes": "30", "meeting_type": "phone", "who": "{otto}",
    },
    "add_step_template": {"name": "Changed", "type": "test"},
    "change_step_template": {"name": "Changed", "type": "test"},
    "company_settings": {"name": "Changed", "export_requires": "contribute", "second_factor_for": "nobody"},
    "add_teammate": {
        "first_name": "In", "last_name": "Truder", "email": "intruder@example.com", "company_role": "owner",
        "password": "long enough a word",
    },
    "imports": {"kind": "persons"},
    "add_api_app": {"name": "Intruder", "scopes": "persons:read"},
    "approve_api_app": {"reach": "all"},
    "add_webhook": {
        "app": "{listener_id}", "name": "Intruder", "url": "https://intruder.example.com/", "events": "person.created", "form": "record",
    },
    "change_webhook": {"name": "Changed", "url": "https://intruder.example.com/", "events": "person.created", "form": "record"},
    "switch_webhook": {"wanted": "off"},
    "replay_failed_deliveries": {"hours": "720"},
    "company_role": {"company_role": "owner"},
    "invite_teammate": {"email": "intruder@example.com", "company_role": "owner"},
    "account_appearance": {"appearance": "dark"},
    "account_password": {"present": "guessed", "new": "long enough a word"},
    "confirm_password": {"password": "guessed"},
    "add_source": {"name": "Changed", "type": "agency"},
    "edit_source": {"name": "Changed", "type": "agency"},
    "add_source_contact": {"first_name": "Changed", "email": "intruder@example.com"},
    "add_source_link": {"name": "Changed"},
    "open_position": {"name": "Changed", "hiring_manager": "{otto}"},
    "add_person": {"first_name": "Changed"},
    "linkedin_share": {"shares": "published"},
    "linkedin_decide_match": {"member": "nobody"},
    "linkedin_choose_notes_outward": {"notes": "yes"},
    "linkedin_choose_feedback_outward": {"evaluations": "yes"},
    "linkedin_choose_resumes_outward": {"resumes": "yes"},
    "linkedin_choose_applications": {"takes_applications": "on", "tells_rejection_after": "7"},
    "linkedin_choose_reading": {"bodies_for": "viewers", "syncs_inmail": "on"},
    "linkedin_decide_closed": {"decision": "removed", "reason": "Changed"},
    "linkedin_map_seat": {"teammate": "{otto}"},
    "linkedin_try_again": {"mark": "{mark_id}"},
    "linkedin_discard": {"mark": "{mark_id}"},
}  # fmt: skip


pytestmark = pytest.mark.timeout(240)  # each asks a thousand questions


@dataclass(frozen=True)
class Address:
    """One address with the ids of the first company in it."""

    name: str
    path: str
    written: dict[str, str]
    has_ids: bool


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == "recruit_api":
                continue  # programs have no sessions: tests/recruit_api calls each of these with and without a token
            yield from _patterns(pattern)
        else:
            yield pattern


def _addresses(ids: dict[str, Any]) -> list[Address]:
    found = []
    for pattern in _patterns(get_resolver()):
        name = str(pattern.name)
        needed = {key: ids[key] for key in pattern.pattern.converters}
        values = (
            [{"wanted": "hold"}, {"wanted": "close"}, {"wanted": "reopen"}] if "wanted" in needed else [{}]
        )
        for value in values:
            path = reverse(name, kwargs=needed | value)
            written = {key: text.format_map(ids) for key, text in WRITTEN.get(name, {}).items()}
            found.append(Address(name, path, written, bool(needed)))
    return found


@pytest.fixture
def world(db: None) -> tuple[Cast, dict[str, Any]]:
    """Robots Ltd with one of everything, all of it under names that stand nowhere else."""
    cast = hiring_company()
    secret = a_position(cast, "Zeppelin Navigator", is_discreet=True)
    person = a_person(cast, "Mia", "Quillfeather")
    process = a_process(cast, person, secret)
    twin = a_person(cast, "Mia", "Quillfeather")
    a_process(cast, twin, secret)
    connection = a_connection(cast)
    seats(cast, connection, "rosa@robots.example")
    an_export(cast, connection, last_name="Quillfeather", position_public_id=secret.public_id,
              position_name="Zeppelin Navigator", teammate=cast.olga)  # fmt: skip
    thread = a_conversation(cast, connection, person, "a confidential remark by InMail")
    mark = a_mark(cast, connection, MarkKind.PERSON, person.pk, parked_reason="invalid")
    with company_context(cast.company.pk):
        note = add_note(company_id=cast.company.pk, person_id=person.pk, process_id=process.pk,
                        position_id=secret.pk, text="confidential remark", actor=cast.by_olga)  # fmt: skip
        invited = invite_teammate(
            company_id=cast.company.pk, email="quillfeather@example.com", actor=cast.by_ada
        )
        app = add_api_app(company_id=cast.company.pk, name="Quillfeather's script", purpose="",
                          scopes=["persons:read"], actor=cast.by_ada)  # fmt: skip
        listener, _ = approve_api_app(
            company_id=cast.company.pk, actor=cast.by_olga, reach="all",
            public_id=add_api_app(company_id=cast.company.pk, name="Quillfeather's ears", purpose="",
                                  scopes=["persons:read"], actor=cast.by_ada).public_id,
        )  # fmt: skip
        hook, _ = add_webhook(
            company_id=cast.company.pk, app=listener, name="Quillfeather's payroll", actor=cast.by_ada,
            url="https://payroll.example.com/hooks", events=["person.created", "person.updated"],
        )  # fmt: skip
        sent = send_test(webhook=hook, actor=cast.by_ada)
        session = begin_session(
            teammate=cast.olga, key="k", way="password", user_agent="", address="192.0.2.1"
        )
        gone = erase_person(person=a_person(cast), typed_name=None, ground="other", actor=cast.by_olga)
        (case,) = check_person(company_id=cast.company.pk, person_id=twin.pk)
        merge = a_merge(cast, *(a_person(cast, "Zora", "Quillfeather") for _ in range(2)))
        a_process(cast, merge.survivor, secret)
        add_note(company_id=cast.company.pk, person_id=merge.survivor_id, text="confidential remark",
                 actor=cast.by_olga)  # fmt: skip
        unmerge_persons(company_id=cast.company.pk, merge_id=merge.public_id, actor=cast.by_olga)
        part = later_parts_of(teammate=cast.olga, public_id=merge.public_id)[0]
        compared = Reconcile.objects.create(company_id=cast.company.pk, connection=connection)
        tag_person(person=person, name="Obelisk", actor=cast.by_olga)
        kept = add_file(person=person, kind="resume", name="remark.pdf", content=PDF, provenance="manual",
                        actor=cast.by_olga)  # fmt: skip
        change = advance_process(process=process, actor=cast.by_hans)
        step = steps_of_process(process=process)[1]
        template = step_templates(company_id=cast.company.pk)[0]
        asked = save_question(position=secret, name="Zeppelin Navigator?", actor=cast.by_olga)
        run = start_many(company_id=cast.company.pk, kind="tag", search=PersonSearch(), words="Obelisk", actor=cast.by_olga)  # fmt: skip
        own = save_position_field(company_id=cast.company.pk, name="Own", actor=cast.by_olga)
        like = save_position_template(position=secret, name="Zeppelin Navigator", actor=cast.by_olga)
        (opening,) = openings_of(position=secret)
        seat_id = Seat.objects.get(company_id=cast.company.pk).pk
        saved = save_search(company_id=cast.company.pk, name="Kept by Olga", query="status=hired",
                            is_shared=True, actor=cast.by_olga)  # fmt: skip
        brought = draft_import(company_id=cast.company.pk, kind="persons", file_name="Quillfeather.csv",
                               content=b"name\nMia Quillfeather", actor=cast.by_ada)  # fmt: skip
        notice = Notice.objects.create(company=cast.company, person=person, state="failed")
        kept_archive = order_archive(company_id=cast.company.pk, actor=cast.by_ada)
        source = shared_source(company_id=cast.company.pk, name="Bridge agency", type="agency",
                               actor=cast.by_olga)  # fmt: skip
        token = Connection.objects.get(pk=connection.pk).callback_token
    ids = {
        "position_id": secret.public_id, "person_id": person.public_id, "public_id": person.public_id,
        "process_id": process.public_id, "change_id": change.public_id, "teammate_id": cast.ines.public_id,
        "seat_id": seat_id, "thread_id": thread.pk, "member_id": thread.member_id, "mark_id": mark.pk, "token": token + "x", "wanted": "hold",
        "step_id": step.public_id, "search_id": saved.public_id, "template_id": template.public_id, "otto": cast.otto.public_id, "note_id": note.public_id, "reconcile_id": compared.pk,
        "opening_id": opening.public_id, "run_id": run.public_id, "kind": "tag", "question_id": asked.public_id, "field_id": own.public_id, "direction": "up", "position_template_id": like.public_id, "attribution_id": 1, "file_id": kept.public_id, "invitation_id": invited.public_id, "session_id": session.public_id, "passkey_id": "pk_0000000000000000",
        "case_id": case.public_id, "merge_id": merge.public_id, "part_id": part.pk, "survivor": merge.survivor.public_id, "slug": "nobodys-site", "app_id": app.public_id, "source_id": source.public_id, "receipt_id": gone.public_id,
        "notice_id": notice.public_id, "import_id": brought.public_id, "archive_id": kept_archive.public_id,
        "webhook_id": hook.public_id, "delivery_id": sent.public_id, "listener_id": listener.public_id,
    }  # fmt: skip
    return cast, ids


def _everything(company_id: int) -> dict[str, list[Any]]:
    """All rows of the product's own tables, as this company sees them."""
    with company_context(company_id):
        return {
            model._meta.label: sorted(map(str, model.objects.values_list()))
            for model in apps.get_models()
            if model.__module__.startswith(("recruit", "linkedin_sync"))
        }


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


def _ask_everything(client: Client, addresses: list[Address], *, allowed: set[int]) -> list[str]:
    """Every address read and written, by a page and by htmx; what was answered otherwise than it must be."""
    wrong = []
    for address in addresses:
        for method in ("get", "post", "put", "delete"):
            for headers in ({}, {"HX-Request": "true"}) if method in ("get", "post") else ({},):
                given = address.written if method == "post" else {}
                response = getattr(client, method)(address.path, given, headers=headers)
                body = b"" if response.streaming else response.content
                if response.status_code not in allowed:
                    wrong.append(f"{method} {address.path} {headers}: {response.status_code}")
                wrong += [f"{method} {address.path} tells of {w}" for w in SECRET_WORDS if w.encode() in body]
    return wrong


def _browser(teammate: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(teammate, backend="recruit.company.selectors.SignInBackend")
    return client


def test_a_stranger_is_sent_to_the_sign_in_page_by_every_address(world):
    cast, ids = world
    before, jobs = _everything(cast.company.pk), _jobs()
    addresses = [address for address in _addresses(ids) if address.name not in OPEN_TO_ALL]

    wrong = _ask_everything(Client(raise_request_exception=False), addresses, allowed={302})

    assert wrong == []
    assert _everything(cast.company.pk) == before
    assert _jobs() == jobs


#: One's own account and the ways in: nothing of anybody else stands there.
_ALONE = {
    "account", "read_mentions", "account_appearance", "account_security", "account_password", "confirm_password", "authenticator", "recovery_codes",
    "remove_authenticator", "account_sessions", "end_other_sessions", "second_factor", "forgotten_password",
    "new_password", "invitation", "passkey_sign_in", "passkey_sign_in_options", "passkey_options", "add_passkey",
    "remove_passkey", "referral", "make_referral",
}  # fmt: skip
#: What a teammate keeps for themselves.
_KEPT = {
    "persons_columns",
    "save_search",
    "save_positions_search",
    "change_search",
    "default_search",
    "forget_search",
}
#: The pages that everybody may open, whatever they find on them; the words of others must not stand there.
_OWN_PAGES = _ALONE | _KEPT | {
    "api_description", "api_docs", "home", "positions", "positions_filters", "position_fields", "persons", "persons_filters", "persons_positions", "tag_persons", "untag_persons",
    "advance_persons", "reject_persons", "undo_persons", "many_persons", "duplicates", "merges", "search", "palette", "shortcuts", "settings", "company_settings", "careers_settings", "teammates", "roles", "step_templates",
    "tasks", "live",
    "linkedin_exports", "linkedin_matches", "linkedin_own_seat", "linkedin_own_seat_part",
    "linkedin_own_connect", "linkedin_own_disconnect", "linkedin_came_back", "linkedin_connection", "linkedin_state", "sign_in", "sign_out", "healthz",
}  # fmt: skip


#: An IT manager reads how the integration stands and may switch accounts off; that is their place in the company.
_OF_IT_MANAGERS = {
    "add_position_field", "change_position_field", "move_position_field", "remove_position_field",
    "add_step_template", "change_step_template", "remove_step_template", "careers_add_link", "linkedin_health", "linkedin_seats", "linkedin_ask", "deactivate_teammate", "audit", "linkedin_backfill",
    "linkedin_backfill_plan", "linkedin_reconcile", "linkedin_reconcile_result", "linkedin_notes_outward", "linkedin_reading", "linkedin_applications", "linkedin_closed",
    "linkedin_preflight", "linkedin_bundle", "linkedin_view_as",
}  # fmt: skip


@pytest.mark.parametrize("who", ["otto", "it", "olga of another company"])
def test_whoever_has_no_right_to_them_gets_nowhere_with_the_ids_of_others(world, who):
    cast, ids = world
    teammate = {
        "otto": lambda: cast.otto,
        "it": lambda: a_teammate(cast.company, "Ivo", "Machines", CompanyRole.IT_MANAGER),
        "olga of another company": lambda: hiring_company("Elsewhere Ltd", domain="elsewhere.example").olga,
    }[who]()
    addresses = [each for each in _addresses(ids) if each.name not in _OWN_PAGES]
    if who == "olga of another company":
        addresses = [each for each in addresses if each.has_ids]
    if who == "it":
        addresses = [each for each in addresses if each.name not in _OF_IT_MANAGERS]
    before, jobs = _everything(cast.company.pk), _jobs()

    wrong = _ask_everything(_browser(teammate), addresses, allowed={403, 404, 405, 410})

    assert wrong == []
    assert _everything(cast.company.pk) == before
    assert _jobs() == jobs


def test_the_pages_that_everybody_has_say_nothing_of_what_otto_may_not_see(world):
    cast, ids = world
    before = _everything(cast.company.pk)
    addresses = [
        replace(each, path=f"{each.path}{query}")
        for each in _addresses(ids)
        if each.name
        in _OWN_PAGES
        - _ALONE
        - _KEPT
        - {
            "sign_out",
            "live",
            "company_settings",
            "linkedin_own_connect",
            "linkedin_came_back",
        }
        for query in ("", "?q=quillfea", "?q=zeppel", "?show=turned-away")
    ]

    wrong = _ask_everything(_browser(cast.otto), addresses, allowed={200, 204, 302, 403, 404, 405, 409})

    assert wrong == []
    assert _everything(cast.company.pk) == before
