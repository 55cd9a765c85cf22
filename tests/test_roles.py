"""Who may read and who may edit: the lists, and whose word counts."""

import pytest

from dashboard.editing.leave import is_from_here
from dashboard.roles import Roles, RolesError, check_auth, read_roles

ROLES = read_roles(
    {
        "readers": ["@example.org", "Desk", "strasse@example.com"],
        "editors": ["Ana@Example.org", "Keepers"],
        "claim": "groups",
    }
)


def claims(**given):
    return {"is_logged_in": True, "email_verified": True, **given}


@pytest.mark.parametrize(
    ("given", "role"),
    [
        (claims(email="ana@example.org"), "editor"),
        (claims(email="ANA@EXAMPLE.ORG"), "editor"),
        (claims(email="ben@example.org"), "reader"),
        (claims(email="ben@sub.example.org"), ""),
        (claims(email="ben@example.org.evil.example"), ""),
        (claims(email="evil.example@ben"), ""),
        (claims(groups=["keepers"]), "editor"),
        (claims(groups="desk"), "reader"),
        (claims(groups=["desk", "keepers"]), "editor"),
        (claims(groups="desk and more"), ""),
        (claims(groups=[1, None, {"desk": 1}]), ""),
        (claims(groups={"desk": True}), ""),
        (claims(groups=["ana@example.org", "@example.org"]), ""),
        (claims(email="straße@example.com"), ""),
        (claims(roles=["keepers"]), ""),
        (claims(email="desk"), ""),
        (claims(), ""),
    ],
)
def test_an_address_or_a_value_of_the_claim_gives_the_role(given, role):
    assert ROLES.role_of(given) == role


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_has_not_verified_counts_for_nothing(verified):
    given = claims(email="ana@example.org") | {"email_verified": verified}
    assert ROLES.role_of(given) == ""
    del given["email_verified"]
    assert ROLES.role_of(given) == ""


def test_only_who_has_logged_in_has_a_role():
    all_in = read_roles({"readers": ["*"]})
    assert all_in.role_of(claims()) == "reader"
    assert all_in.role_of({"email": "ana@example.org", "email_verified": True}) == ""
    assert all_in.role_of(claims() | {"is_logged_in": False}) == ""
    assert read_roles({"editors": ["*"]}).role_of(claims()) == "editor"


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (None, "[roles] is missing"),
        ("readers", "[roles] is missing"),
        ({}, "names nobody"),
        ({"readers": []}, "names nobody"),
        ({"readers": "*"}, "readers: must be a list"),
        ({"readers": ["*"], "editors": [1]}, "editors: must be a list"),
        ({"readers": [" "]}, "readers: must be a list"),
        ({"readers": ["*"], "claim": ["groups"]}, "claim: must be a text"),
        ({"reader": ["*"]}, "no setting 'reader'"),
        ({"readers": ["*"], "claim": "Email"}, "claim: addresses count"),
    ],
)
def test_roles_that_cannot_be_used_are_refused(given, word):
    with pytest.raises(RolesError) as caught:
        read_roles(given)
    assert word in str(caught.value)


def test_a_claim_that_is_not_named_gives_no_role():
    assert Roles(readers=("desk",)).role_of(claims(groups=["desk"])) == ""


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        ({}, True),
        ({"Host": "127.0.0.1:8501"}, True),
        ({"host": "localhost"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "localhost.example.org:8501"}, False),
        ({"Host": "map.example.org"}, False),
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "192.0.2.7"}, False),
        ({"Host": "127.0.0.1:8501", "Forwarded": "for=192.0.2.7"}, False),
        ({"Host": "[::1"}, False),
        ({"Host": "127.0.0.1:8501", "Origin": "http://localhost:8501"}, True),
        ({"Host": "127.0.0.1:8501", "Origin": "https://map.example.org"}, False),
        ({"Host": "127.0.0.1:8501", "Origin": "null"}, False),
        ({"Accept": "*/*"}, False),
    ],
)
def test_a_request_through_a_web_server_is_not_from_here(headers, here):
    assert is_from_here(headers) is here


@pytest.mark.parametrize(
    "secret",
    [None, "", "…", 12345678901234567890123456789012, "x" * 64, "ab12cd34" * 3],
)
def test_a_cookie_secret_that_could_be_guessed_is_refused(secret):
    with pytest.raises(RolesError, match="cookie_secret: must be at least 32"):
        check_auth({} if secret is None else {"cookie_secret": secret})


def test_a_long_secret_is_taken_and_a_text_is_no_table():
    check_auth({"cookie_secret": "ab12cd34" * 4})
    with pytest.raises(RolesError, match="must be a table"):
        check_auth("x")
