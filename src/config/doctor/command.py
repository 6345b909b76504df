"""``recruit doctor``: look at everything, tell it in lines or as one JSON object, and answer by the exit status.

0: all is well. 1: something is wrong, and Recruit should not serve like that. 3: something needs attention.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from django.db import Error as DatabaseError
from django.db import connection

from config.database import embedded_url
from config.database.fitness import without_password
from config.doctor.findings import Diagnosis, Finding, Level, wrong
from config.doctor.looking import WITH_DATABASE, WITHOUT_DATABASE, Look, Patient, patient_of
from config.environment import Environment

_MARKS: Final = {Level.WELL: "✓", Level.ATTENTION: "!", Level.WRONG: "✗"}


def run_doctor(environment: Environment, *, is_json: bool) -> int:
    """Print the diagnosis. Returns the exit status."""
    diagnosis = examine(environment)
    print(json.dumps(diagnosis.as_data()) if is_json else "\n".join(lines_of(diagnosis)))
    return diagnosis.status


def examine(environment: Environment) -> Diagnosis:
    patient = patient_of(environment)
    subjects = {subject: look(patient) for subject, look in WITHOUT_DATABASE.items()}
    trouble = _against_asking(environment)
    if trouble:
        subjects["Database"] = [trouble]
    else:
        subjects |= {subject: _looked(look, patient) for subject, look in WITH_DATABASE.items()}
    return Diagnosis(subjects)


def _looked(look: Look, patient: Patient) -> list[Finding]:
    """Tables that are not there, or not as this version knows them, are a finding too."""
    try:
        return look(patient)
    except DatabaseError as error:
        return [
            wrong(
                "cannot_look",
                f"The database refuses to tell: {str(error).splitlines()[0]}",
                "Run: recruit migrate",
            )
        ]


def _against_asking(environment: Environment) -> Finding | None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        url = environment.database_url or embedded_url(environment.data)
        return wrong(
            "database_unreachable",
            f"The database at {without_password(url)} does not answer: {str(error).strip()}",
            "Start the server, and look at DATABASE_URL. Until then worker, clocks and LinkedIn cannot be told.",
        )
    return None


def lines_of(diagnosis: Diagnosis) -> Iterator[str]:
    for subject, found in diagnosis.subjects.items():
        yield subject
        for finding in found:
            yield f"  {_MARKS[finding.level]} {finding.sentence}"
            if finding.remedy:
                yield f"    → {finding.remedy}"
    counts = (diagnosis.count(Level.WRONG), diagnosis.count(Level.ATTENTION))
    yield ""
    yield "All is well." if not any(counts) else f"Wrong: {counts[0]}. Needs attention: {counts[1]}."
