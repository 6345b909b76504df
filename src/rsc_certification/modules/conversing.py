"""Module 3, conversations: InMail, contact details that members share, recruiters' notes, seats of nobody."""

from __future__ import annotations

from rsc_certification.evidence import Evidence
from rsc_certification.http import comes
from rsc_certification.modules.connecting import connected
from rsc_certification.registry import runs
from rsc_certification.stage import Exported, Stage
from rsc_certification.windows import take_picture

_READING = 40.0


@runs("TC10")
def inmail_history(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    with stage.listening(evidence):
        thread = _write(stage, exported, "Would you calibrate for us?")
        stage.sandbox.post(f"inmails/{thread}/replies", body="Gladly. When do we speak?")
        evidence.did("A recruiter sends an InMail; the member replies.")
        there = comes(
            lambda: len(stage.ats.correspondence(exported.candidate).messages) > 1, seconds=_READING
        )
        evidence.did("The ATS is asked for new messages.")
    messages = stage.ats.correspondence(exported.candidate).messages
    evidence.check("Both messages stand with the candidate.", there, [each.text for each in messages])
    recruiter = stage.ats.customer.recruiter.full_name
    authors = [each.author for each in messages]
    evidence.check(
        "In their order, by the right people.", authors[:2] == [recruiter, exported.member.full_name], authors
    )
    page = stage.ats.candidate_page(exported.candidate)
    # In one go: what LinkedIn says meanwhile may bring the section anew.
    page.evaluate("document.querySelector('#linkedin-correspondence').scrollIntoView()")
    take_picture(evidence, page, "The conversation in the ATS")


def _write(stage: Stage, exported: Exported, body: str) -> str:
    seat = stage.seat(stage.ats.customer.recruiter)
    made = stage.sandbox.post(
        "inmails", seat=seat, member=exported.member.id, subject="Instruments", body=body
    )
    return str(made["id"])


@runs("OUR-M3-a")
def shared_contact(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    sharing, silent = stage.export(stage.job()), stage.export(stage.job())
    with stage.listening(evidence):
        first = _write(stage, sharing, "May we call you?")
        second = _write(stage, silent, "May we call you, too?")
        stage.sandbox.post(f"inmails/{second}/replies", body="Write to me here.")
        stage.sandbox.post(
            f"inmails/{first}/replies", body="Yes.", share_contact=True, email="evening@home.example",
            phone="+49 40 5550123",
        )  # fmt: skip
        evidence.did("Two members reply; one of them shares contact details.")

        def arrived() -> bool:
            stage.ats.correspondence(sharing.candidate)
            found = stage.ats.candidate(sharing.candidate.id)
            return found is not None and "evening@home.example" in found.emails and bool(found.phones)

        evidence.check(
            "E-mail address and phone are stored with the candidate.", comes(arrived, seconds=_READING)
        )
    page = stage.ats.candidate_page(sharing.candidate)
    words = page.locator("main").inner_text()
    evidence.check("Their origin is told.", "shared through InMail" in words, "shared through InMail")
    take_picture(evidence, page, "Shared contact details, with their origin")
    stage.ats.correspondence(silent.candidate)
    other = stage.ats.candidate(silent.candidate.id)
    evidence.check(
        "Without sharing nothing appears.", other is not None and not other.emails and not other.phones
    )


@runs("OUR-M3-b")
def recruiters_notes(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    seat = stage.seat(stage.ats.customer.recruiter)

    def notes() -> str:
        return "\n".join(
            f"{each.author}: {each.text}" for each in stage.ats.correspondence(exported.candidate).notes
        )

    with stage.listening(evidence):
        made = stage.sandbox.post("notes", seat=seat, member=exported.member.id, content="Prefers brass.")
        evidence.did("A recruiter writes a note on the member in LinkedIn.")
        evidence.check(
            "The ATS shows it.", comes(lambda: "Prefers brass." in notes(), seconds=_READING), notes()
        )
        evidence.check("With its author.", stage.ats.customer.recruiter.full_name in notes(), notes())
        stage.sandbox.post(f"notes/{made['id']}", content="Prefers steel.")
        evidence.did("The note is edited.")
        evidence.check(
            "The new text is shown.", comes(lambda: "Prefers steel." in notes(), seconds=_READING), notes()
        )
        stage.sandbox.delete(f"notes/{made['id']}")
        evidence.did("The note is deleted.")
        evidence.check(
            "What it said is gone.", comes(lambda: "Prefers steel." not in notes(), seconds=_READING), notes()
        )


@runs("OUR-M3-e")
def seats_of_nobody(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    colleague = stage.ats.customer.outsider
    job = stage.open_job("Open to the whole house")
    stage.ats.allow(job, colleague)
    stage.wait_for_offer(job, colleague)
    exported = stage.export(job, by=colleague)
    seat = stage.seat(colleague)
    with stage.listening(evidence):
        stage.sandbox.post(
            "inmails", seat=seat, member=exported.member.id, subject="Hello", body="From a seat that goes."
        )
        evidence.did(f"{colleague.full_name} writes an InMail to somebody whom they have exported.")
        there = comes(
            lambda: "From a seat that goes." in stage.ats.correspondence(exported.candidate).words,
            seconds=_READING,
        )
    evidence.check("It is stored.", there)
    stage.ats.leave_seat(colleague.full_name)
    stage.sandbox.post(f"seats/{seat}/state", state="INACTIVE")
    evidence.did("The seat becomes nobody's in the ATS, and is made inactive in LinkedIn.")
    stage.ats.ask_linkedin_now()
    told = stage.ats.correspondence(exported.candidate)
    evidence.check("The message is still there.", "From a seat that goes." in told.words, told.words[:300])
    authors = {each.author for each in told.messages}
    evidence.check(
        "Attributed to who sits on that seat, and to nobody else.", authors == {colleague.full_name}, authors
    )
    evidence.does_not_apply(
        "Messages of a seat that never had a user of the ATS are stored.",
        "this ATS reads correspondence only of seats that one of its users sits on, as its documentation says",
    )
    stage.sandbox.post(f"seats/{seat}/state", state="ACTIVE")
