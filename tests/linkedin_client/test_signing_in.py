"""Does a person's sign-in stay theirs: the address, the token, what is read in their name?"""

from __future__ import annotations

import httpx2
import pytest
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import Dialects, Generation, Member, MemberToken, errors

IVO = "urn:li:person:dEm0rc77"
TOKEN = MemberToken("AQX-demo-member")
BACK = "https://acorn.example/oauth/linkedin?company=7"


def test_the_address_of_consent_names_all_that_is_asked():
    app = Answering()

    address = httpx2.URL(
        linkedin(app).members.authorization_address(
            redirect_uri=BACK, scopes=["openid", "profile"], state="a state+&="
        )
    )

    assert (address.host, address.path) == ("www.linkedin.example", "/oauth/v2/authorization")
    assert dict(address.params) == {
        "response_type": "code",
        "client_id": "86demoid",
        "redirect_uri": BACK,
        "scope": "openid profile",
        "state": "a state+&=",
    }
    assert app.requests == []


def test_without_a_state_nobody_is_sent_away():
    with pytest.raises(ValueError, match="state"):
        linkedin(Answering()).members.authorization_address(redirect_uri=BACK, scopes=["openid"], state="")


#: The scope of the token's answer, and the scopes understood: LinkedIn writes both separators.
SCOPES = [
    ("r_liteprofile", ("r_liteprofile",)),
    ("openid,profile", ("openid", "profile")),
    ("openid profile", ("openid", "profile")),
    (None, ()),
    ("", ()),
]


@pytest.mark.parametrize(("scope", "scopes"), SCOPES)
def test_scopes_are_read_in_both_writings_and_the_token_is_not_shown(scope, scopes):
    app = Answering(200, {"access_token": "AQX-secret", "expires_in": 5184000, "scope": scope})

    token = linkedin(app).members.token("AQT-demo-code", redirect_uri=BACK)

    assert token.scopes == scopes
    assert "AQX-secret" not in repr(token)


def test_a_token_without_its_life_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {"access_token": "AQX"})).members.token("code", redirect_uri=BACK)


#: A member as LinkedIn may tell of one.
MEMBERS = [
    ({"id": "dEm0rc77"}, Member(person_urn=IVO)),
    ({"id": IVO}, Member(person_urn=IVO)),
    (
        {"id": "dEm0rc77", "localizedFirstName": "Ivo", "localizedLastName": "Varga"},
        Member(person_urn=IVO, first_name="Ivo", last_name="Varga"),
    ),
    (
        {"id": "dEm0rc77", "firstName": {"localized": {"de_AT": "Ivo"}}, "lastName": {"localized": {}}},
        Member(person_urn=IVO, first_name="Ivo"),
    ),
]


@pytest.mark.parametrize(("body", "member"), MEMBERS)
def test_a_member_is_read_in_every_form(body, member):
    assert linkedin(Answering(200, body)).members.me(TOKEN) == member


def test_openid_tells_the_same_person_with_the_address_if_it_may():
    told = {"sub": "dEm0rc77", "given_name": "Ivo", "family_name": "Varga", "email": "ivo@bluebird.example"}

    assert linkedin(Answering(200, told)).members.userinfo(TOKEN) == Member(
        person_urn=IVO, first_name="Ivo", last_name="Varga", email="ivo@bluebird.example"
    )


def test_a_member_without_an_id_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {})).members.me(TOKEN)


@pytest.mark.parametrize("generation", Generation)
def test_fields_are_asked_for_by_name(generation):
    app = Answering(200, {"id": "dEm0rc77"})

    linkedin(app, dialects=Dialects.all(generation)).members.me(TOKEN, fields=("id", "localizedFirstName"))

    assert app.requests[0].url.path == f"/{generation.value}/me"
    assert dict(app.requests[0].url.params) == {"fields": "id,localizedFirstName"}


def test_a_members_token_that_has_died_is_not_replaced_by_the_applications():
    app = Answering(401, {"message": "expired"})

    with pytest.raises(errors.Unauthorized):
        linkedin(app).members.me(TOKEN)

    assert [request.headers["Authorization"] for request in app.requests] == ["Bearer AQX-demo-member"]
