"""Is an export understood in every form that LinkedIn may send it in? (inbound.md 3.2)"""

from __future__ import annotations

import pytest
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import Recruiter, errors

PERSON = {"member": "urn:li:person:x", "firstName": "Odile", "lastName": "Marchetti"}
CONTEXT = "urn:li:organization:2000117"


def export(**fields):
    element = {"integrationContext": CONTEXT, "candidate": PERSON} | fields
    (found,) = linkedin(Answering(200, {"elements": [element]})).exports.by_request("req-1")
    return found


#: Fields of an element, and who exported.
RECRUITERS = [
    ({}, Recruiter()),  # not told
    ({"recruiter": None, "exporter": ""}, Recruiter()),  # told as nothing
    ({"recruiter": "urn:li:person:r"}, Recruiter(person_urn="urn:li:person:r")),
    ({"exporter": "urn:li:seat:5"}, Recruiter(seat_urn="urn:li:seat:5")),
    (
        {"exportedBy": {"name": "Ivo Varga", "email": "i@b.example"}},
        Recruiter(name="Ivo Varga", email="i@b.example"),
    ),
    ({"requester": {"firstName": "Ivo", "lastName": "Varga"}}, Recruiter(name="Ivo Varga")),
    (
        {"recruiter": {"member": "urn:li:person:r", "seat": "urn:li:seat:5"}},
        Recruiter(person_urn="urn:li:person:r", seat_urn="urn:li:seat:5"),
    ),
    ({"recruiter": {"unheard": 1}}, Recruiter()),
    ({"recruiter": ["urn:li:person:r"]}, Recruiter()),
    ({"recruiter": "Ivo Varga"}, Recruiter(name="Ivo Varga")),
]


@pytest.mark.parametrize(("fields", "recruiter"), [(fields, recruiter) for fields, recruiter in RECRUITERS])
def test_the_recruiter_is_found_under_any_name_and_form(fields, recruiter):
    assert export(**fields).recruiter == recruiter


#: Fields of the stub profile, and the addresses.
ADDRESSES = [
    ({}, ()),
    ({"emailAddresses": []}, ()),
    ({"emailAddresses": ["a@b.example", "c@d.example"]}, ("a@b.example", "c@d.example")),
    ({"emailAddresses": "a@b.example"}, ("a@b.example",)),  # one text under the old name
    ({"emailAddress": "a@b.example"}, ("a@b.example",)),  # March 2024
    ({"emailAddress": ["a@b.example"]}, ("a@b.example",)),
    ({"emailAddress": ""}, ()),
    ({"emailAddresses": None}, ()),
]


@pytest.mark.parametrize(("fields", "addresses"), ADDRESSES)
def test_typed_addresses_are_a_list_or_one_text(fields, addresses):
    assert export(candidate=PERSON | fields).email_addresses == addresses


#: Fields of an element, and which job was meant.
JOBS = [
    ({}, None, None),  # without a job
    ({"externalJobPostingId": "REQ-1"}, "REQ-1", None),
    ({"externalJobRequisitionId": "REQ-1"}, "REQ-1", None),  # REST's name
    ({"companyJobCode": "4411"}, None, "4411"),  # the preview's other form
    ({"externalJobPostingId": ""}, None, None),
]


@pytest.mark.parametrize(("fields", "job", "code"), JOBS)
def test_the_job_is_named_by_our_id_or_by_the_number_that_recruiters_know(fields, job, code):
    found = export(**fields)

    assert (found.external_job_posting_id, found.company_job_code) == (job, code)


@pytest.mark.parametrize(
    ("notes", "text"),
    [
        (None, ""),
        ("Met her.", "Met her."),
        (["a", "b"], "a\nb"),
        ([{"note": "a"}, {"text": "b"}], "a\nb"),
        (7, "7"),
    ],
)
def test_notes_are_text_however_they_come(notes, text):
    assert export(notes=notes).notes == text


def test_missing_and_null_texts_are_empty():
    found = export(candidate={"member": "urn:li:person:x", "firstName": None, "headline": None})

    assert (found.first_name, found.last_name, found.headline, found.employer_names) == ("", "", "", ())


def test_what_is_not_understood_is_kept_as_it_came():
    found = export(candidate=PERSON | {"skills": ["Valves"]}, tomorrow="unheard of")

    assert found.raw["tomorrow"] == "unheard of"
    assert found.raw["candidate"]["skills"] == ["Valves"]


@pytest.mark.parametrize(
    "element",
    [
        {"integrationContext": CONTEXT},  # nobody
        {"integrationContext": CONTEXT, "candidate": {"firstName": "Odile"}},  # without the only stable key
        {"integrationContext": CONTEXT, "candidate": {"member": ""}},
        {"candidate": PERSON},  # whose tenant cannot be checked
        {"integrationContext": CONTEXT, "candidate": "urn:li:person:x"},
    ],
)
def test_an_export_without_person_or_tenant_is_not_understood(element):
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {"elements": [element]})).exports.by_request("req-1")


def test_several_exports_of_one_request_are_all_there():
    elements = [
        {"integrationContext": CONTEXT, "candidate": PERSON | {"member": f"urn:li:person:{n}"}}
        for n in range(3)
    ]

    found = linkedin(Answering(200, {"elements": elements})).exports.by_request("req-1")

    assert [each.member for each in found] == ["urn:li:person:0", "urn:li:person:1", "urn:li:person:2"]


def test_a_request_id_of_any_characters_is_asked_for_as_it_is():
    app = Answering(200, {"elements": []})

    linkedin(app).exports.by_request("r&q=x/ü+1")

    assert app.requests[0].url.params["requestId"] == "r&q=x/ü+1"
