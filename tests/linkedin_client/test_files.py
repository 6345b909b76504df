"""Do files go to LinkedIn and nowhere else, and is what comes back understood in every form?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import (
    MOST_ATTACHMENTS,
    MOST_BYTES,
    Attachment,
    AttachmentKey,
    Dialects,
    FileType,
    Generation,
    UploadAddress,
    errors,
)

CONTRACT = "urn:li:contract:310044551"
URN = "urn:li:media:emu-file-1"
SIGNED = "https://api.linkedin.example/dms-uploads/emu-file-1?e=1&s=emu-signature"
AT = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)
CV = Attachment(
    key=AttachmentKey(entity_id="app-1", attachment_id="file-1"),
    file_name="noor.pdf",
    file_type=FileType.PDF,
    created_at=AT,
    modified_at=AT,
    media_urn=URN,
)
V2 = Dialects(attachments=Generation.V2)

#: The answer of hireMediaUrl, and what is read: its shape is not documented.
ADDRESSES = [
    ({"value": {"uploadUrl": SIGNED, "mediaUrn": URN}}, UploadAddress(url=SIGNED, media_urn=URN)),
    ({"uploadUrl": SIGNED, "resumeUrn": URN}, UploadAddress(url=SIGNED, media_urn=URN)),
    ({"url": SIGNED}, UploadAddress(url=SIGNED)),
    ({"value": {"url": SIGNED}}, UploadAddress(url=SIGNED)),
    ({"value": SIGNED}, UploadAddress(url=SIGNED)),
]


@pytest.mark.parametrize(("body", "address"), ADDRESSES)
def test_an_address_is_read_in_every_form_and_not_shown(body, address):
    found = linkedin(Answering(200, body)).media.address("cv.pdf", FileType.PDF, contract=CONTRACT)

    assert found == address
    assert "emu-signature" not in repr(found)


def test_an_answer_without_an_address_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood, match="address"):
        linkedin(Answering(200, {"value": {}})).media.address("cv.pdf", FileType.PDF, contract=CONTRACT)


def test_how_long_a_file_is_kept_is_told_in_whole_hours():
    app = Answering(200, {"url": SIGNED})
    media = linkedin(app).media

    media.address("cv.txt", FileType.TXT, contract=CONTRACT, keep_for=timedelta(minutes=61))

    assert b'"blobTtl": {"duration": 2, "unit": "HOUR"}' in app.requests[0].content
    with pytest.raises(ValueError, match="no length"):
        media.address("cv.txt", FileType.TXT, contract=CONTRACT, keep_for=timedelta())


#: What comes back from an upload, the URN known before, and the URN understood.
UPLOADS = [
    ({"mediaUrn": URN}, None, URN),
    ({"value": {"mediaUrn": URN}}, None, URN),
    (b"", URN, URN),  # nothing: the address has told it already
    (b"{}", URN, URN),
]


@pytest.mark.parametrize(("body", "known", "urn"), UPLOADS)
def test_an_upload_gives_the_urn_of_the_file(body, known, urn):
    app = Answering(201, body)

    found = linkedin(app).media.upload(UploadAddress(url=SIGNED, media_urn=known), b"%PDF", FileType.PDF)

    assert found == urn
    (request,) = app.requests
    assert (str(request.url), request.content) == (SIGNED, b"%PDF")
    assert request.headers["Authorization"] == "Bearer AQX-demo-child"


def test_an_upload_that_nobody_names_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood, match="arrived"):
        linkedin(Answering(201, b"")).media.upload(UploadAddress(url=SIGNED), b"%PDF", FileType.PDF)


def test_a_file_that_linkedin_would_refuse_for_its_size_is_not_sent():
    app = Answering(201, {"mediaUrn": URN})

    with pytest.raises(ValueError, match="at most"):
        linkedin(app).media.upload(UploadAddress(url=SIGNED), b"x" * (MOST_BYTES + 1), FileType.PDF)

    assert app.requests == []


#: Addresses that a push may name, and whether the token may go there.
PLACES = [
    ("https://api.linkedin.example/ambry/?x=1", True),
    ("https://media.linkedin.example/ambry/?x=1", True),  # another host of the same site
    ("http://api.linkedin.example/ambry/?x=1", False),  # in clear
    ("https://api.linkedin.example.evil.example/?x=1", False),
    ("https://linkedin.example@evil.invalid/?x=1", False),
    ("https://evillinkedin.example/?x=1", False),
    ("https://192.0.2.7/?x=1", False),
    ("file:///etc/passwd", False),
]


@pytest.mark.parametrize(("url", "is_linkedins"), PLACES)
def test_the_token_goes_to_linkedin_only(url, is_linkedins):
    app = Answering(200, b"%PDF", headers={"Content-Type": "application/pdf"})
    media = linkedin(app).media

    if is_linkedins:
        file = media.download(url)
        assert (file.content, file.content_type) == (b"%PDF", "application/pdf")
        return
    with pytest.raises(ValueError, match="not LinkedIn's"):
        media.download(url)
    assert app.requests == []


def test_on_one_machine_another_port_is_another_server():
    media = linkedin(
        Answering(200, b"x"), api_url="http://127.0.0.1:8100", auth_url="http://127.0.0.1:8100"
    ).media

    assert media.download("http://127.0.0.1:8100/ambry/?x=1").content == b"x"
    with pytest.raises(ValueError, match="not LinkedIn's"):
        media.download("http://127.0.0.1:8101/ambry/?x=1")


def test_a_signature_is_told_neither_in_an_error_nor_to_the_observer():
    told = []
    media = linkedin(Answering(409, {"message": "used"}), observe=told.append).media

    with pytest.raises(errors.Conflict) as caught:
        media.upload(UploadAddress(url=SIGNED), b"%PDF", FileType.PDF)

    assert "emu-signature" not in f"{caught.value.where}{told}"
    assert (told[0].path, told[0].request_body_bytes) == ("/dms-uploads/emu-file-1", 4)


def test_a_token_that_has_died_is_renewed_for_a_file_too():
    class Expired:
        def __init__(self):
            self.tokens = []

        def __call__(self, request):
            if request.url.path == "/oauth/v2/accessToken":
                return httpx2.Response(200, json={"access_token": "AQX-new", "expires_in": 1800})
            self.tokens.append(request.headers["Authorization"])
            is_new = self.tokens[-1].endswith("AQX-new")
            return httpx2.Response(200 if is_new else 401, content=b"%PDF")

    app = Expired()

    assert linkedin(app).media.download("https://api.linkedin.example/ambry/").content == b"%PDF"
    assert app.tokens == ["Bearer AQX-demo-child", "Bearer AQX-new"]


def test_more_attachments_than_one_call_takes_are_the_callers_mistake():
    many = [replace(CV, key=replace(CV.key, attachment_id=f"f-{n}")) for n in range(MOST_ATTACHMENTS + 1)]

    with pytest.raises(ValueError, match="at most 10"):
        linkedin(Answering(200, {})).attachments.upsert(many)
    with pytest.raises(ValueError, match="at most 10"):
        linkedin(Answering(200, {})).attachments.delete([each.key for each in many])


def test_v2_has_resumes_of_applications_and_does_not_delete_them():
    attachments = linkedin(Answering(200, {}), dialects=V2).attachments
    of_a_candidate = replace(CV, key=replace(CV.key, entity_type="CANDIDATE"))

    with pytest.raises(errors.NotOffered):
        attachments.upsert([of_a_candidate])
    with pytest.raises(errors.NotOffered):
        attachments.delete([CV.key])


def test_v2_sends_one_call_per_application_and_tells_of_each_file():
    other = replace(CV, key=AttachmentKey(entity_id="app-2", attachment_id="file-1"))

    def app(request):
        ids = request.url.params["ids"]
        if "app-1" in request.url.path:
            return httpx2.Response(200, json={"results": {ids: {"status": 204}}, "errors": {}})
        return httpx2.Response(404, json={"message": "Not found"})

    result = linkedin(app, dialects=V2).attachments.upsert([CV, other])

    assert result.results == {CV.key: 204}
    assert result.errors[other.key].status == 404
