"""A public job that members can apply for, and how Noor and Odile answer its questions."""

from __future__ import annotations

from typing import Any

from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import CONTEXT, NOOR
from tests.linkedin_sandbox.server import Ats, Said, Server, until

PDF = {"name": "noor.pdf", "content_type": "application/pdf", "base64": "JVBERi0xLjQK"}


def choice(name: str, *symbols: str, required: bool = True, **changes: Any) -> dict[str, Any]:
    details = {"choices": [{"symbolicName": one, "displayValue": one.title()} for one in symbols]}
    return {
        "partnerQuestionIdentifier": name,
        "required": required,
        "questionText": f"<p>Tell us: <b>{name}</b></p>",
        "questionDetails": {
            "multipleChoiceQuestionDetails": details | {"preferredFormComponent": "RADIO_BUTTONS"}
        },
    } | changes


def question(name: str, required: bool = True, **details: Any) -> dict[str, Any]:
    return {
        "partnerQuestionIdentifier": name,
        "required": required,
        "questionText": name,
        "questionDetails": details,
    }


def configuration(url: str, **questions: Any) -> dict[str, Any]:
    return {"jobApplicationWebhookUrl": url, "questions": questions}


def usual_questions() -> dict[str, Any]:
    custom = [
        choice("work-permit", "yes", "no"),
        question("permit-until", numericQuestionDetails={"integerQuestionDetails": {"minValue": 2026}})
        | {
            "prerequisiteQuestionResponse": {
                "prerequisiteQuestion": {"partnerQuestionIdentifier": "work-permit"},
                "prerequisiteResponse": {"multipleChoiceAnswerValue": {"symbolicNames": ["yes"]}},
            }
        },
        question("why", required=False, textQuestionDetails={"maxLength": 40}),
    ]
    return {
        "contactInformationQuestions": {"cellphoneNumberQuestionRequirement": "OPTIONAL"},
        "resumeQuestions": {"resumeQuestionRequirement": "REQUIRED"},
        "additionalQuestions": {"customQuestionSets": [{"questions": custom}]},
    }


def posting(id_: str = "POS-42", **changes: Any) -> dict[str, Any]:
    """A job in the form that v2 takes since 2022."""
    record = {
        "integrationContext": CONTEXT,
        "externalJobPostingId": id_,
        "jobPostingOperationType": "CREATE",
        "title": "Welding Robot Technician",
        "description": "You will install, teach and service welding robots at three plants. " * 3,
        "location": "Linz,Austria",
        "availability": "PUBLIC",
        "companyApplyUrl": "https://jobs.example.org/POS-42/apply",
        "listedAt": 1767603600000,
        "workplaceTypes": ["On-site"],
    } | changes
    return {name: value for name, value in record.items() if value is not ...}


def versioned(id_: str = "POS-42", **changes: Any) -> dict[str, Any]:
    """The same for the versioned API."""
    record = posting(id_, **({"company": CONTEXT} | changes))
    return {name: value for name, value in record.items() if name != "integrationContext"}


def post(ats: Ats, *records: dict[str, Any], rest: bool = False) -> Said:
    target = "/rest/simpleJobPostings" if rest else "/v2/simpleJobPostings"
    return ats.post(target, {"elements": list(records)}, method="batch_create")


def task_of(ats: Ats, said: Said) -> dict[str, Any]:
    [element] = said.body["elements"]
    assert element["status"] == 202, element
    found = ats.get(f"/v2/simpleJobPostingTasks?ids={element['id']}")
    return found.results[element["id"]]


def status_of(ats: Ats, id_: str = "POS-42") -> dict[str, Any]:
    return ats.get(f"/v2/jobPostingStatus?ids={id_}").results[id_]


def open_job(sandbox: Server, callback: Callback, **changes: Any) -> tuple[Ats, int]:
    """A customer with one job whose webhook has proved itself; and the job's number."""
    ats = sandbox.customer()
    callback.secret = ats.secret
    record = {"onsiteApplyConfiguration": configuration(callback.url, **usual_questions())} | changes
    task = task_of(ats, post(ats, posting(**record)))
    until(lambda: status_of(ats)["linkedInApplyStatus"] == "ENABLED")
    return ats, int(task["jobPosting"].rpartition(":")[2])


def answers(**changes: Any) -> dict[str, Any]:
    return {
        "contact": {
            "firstName": "Noor",
            "lastName": "Haddad",
            "email": "noor.haddad@example.org",
            "cellphoneNumber": "+43 660 5550142",
        },
        "resume": {"resume": PDF},
        "additional-0": {"work-permit": "yes", "permit-until": 2030, "why": "Röbots, naturally"},
    } | changes


def applies(sandbox: Server, number: int, member: int = NOOR, **changes: Any) -> Said:
    return sandbox.ask("member-applications", member=member, job=number, answers=answers(**changes))
