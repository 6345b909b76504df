"""What is in the file for support, and what must never be?"""

from __future__ import annotations

import io
import json
import zipfile

from tests.linkedin_sync.acts import a_known_process, exported, push
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import SETTING_UP

from linkedin_sync.bundle import bundle_of
from linkedin_sync.models import Connection
from recruit.people.services import add_contact_point


def opened(scene) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(bundle_of(company_id=scene.company_id))) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_it_tells_versions_settings_health_and_what_is_stuck(scene):
    process = a_known_process(scene)
    scene.linkedin.faults.append(Fault("/v2/atsCandidates", of_keys={process.person.public_id: 422}))
    run_jobs()

    found = opened(scene)

    assert json.loads(found["about.json"])["latest_migration"].startswith("00")
    assert json.loads(found["settings.json"])["connection"]["state"] == "enabled"
    assert json.loads(found["health.json"])["parked"] == 1
    stuck = json.loads(found["stuck.json"])
    assert stuck["counts"] == [{"kind": "person", "parked_reason": "permanent", "count": 1}]
    [record] = stuck["latest"]
    assert record["call"]["path"] == "/v2/atsCandidates"
    assert "firstName" in record["fields"]


def test_what_came_in_is_told_without_its_contents(scene):
    exported(scene, "req-1")
    push(scene, "req-1")
    run_jobs()

    incoming = json.loads(opened(scene)["incoming.json"])

    assert [each["event_id"] for each in incoming["latest"]] == ["req-1"]
    assert incoming["exports"] == [{"outcome": "created", "reason": "", "count": 1}]


def test_no_secret_and_nobodys_name_or_address_is_in_it(scene, settings, tmp_path):
    settings.LOG_FOLDER = tmp_path
    (tmp_path / "worker.log").write_text(
        "x" * 300_000 + "\nworker: Authorization: Bearer AQX-hush for mia@brand.example\nlast words"
    )
    process = a_known_process(scene)
    add_contact_point(
        person=process.person, kind="email", value="mia@brand.example", provenance="manual", actor=SETTING_UP
    )
    scene.linkedin.faults.append(
        Fault(
            "/v2/atsCandidates",
            status=400,
            body={"status": 400, "message": "mia@brand.example is odd"},
            times=3,
        )
    )
    run_jobs()

    found = opened(scene)
    everything = "\n".join(found.values())

    connection = Connection.objects.get(pk=scene.connection.pk)
    for secret in (connection.client_secret, connection.callback_token, connection.token, "AQX-hush"):
        assert secret
        assert secret not in everything
    assert "mia@brand.example" not in everything
    assert process.person.last_name not in everything
    assert "***@*** is odd" in found["stuck.json"]
    assert found["logs/worker.log"].endswith("last words")
    assert len(found["logs/worker.log"]) < 260_000


def test_a_company_without_a_connection_has_one_too(scene):
    Connection.objects.all().delete()

    assert json.loads(opened(scene)["settings.json"])["connection"] is None
