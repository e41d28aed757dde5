"""Signing in through an identity provider, over real HTTP: who gets in, as what, and each way a wrong word is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from httpx import Response

from assistant.errors import SettingsError
from assistant.settings import Settings
from ingest.desk.audit import read
from ingest.desk.oidc_settings import provider_of, read_roles
from tests.ingest.desk.conftest import PASSWORD, Browser, Room, words
from tests.ingest.desk.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, Served, signing_key

pytestmark = [pytest.mark.network, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def provider(room: Room) -> Iterator[Provider]:
    """An identity provider whose clock is the desk's."""
    served = Served(lambda: room.clock().timestamp())
    yield served.provider
    served.close()


def settings_for(provider: Provider, **more: str) -> Settings:
    """The settings of a desk with this provider."""
    values = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET, "public_url": "https://desk.test/"}
    return Settings(_env_file=None, **{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def browser(room: Room, provider: Provider) -> Browser:
    """Somebody at a desk with this provider."""
    return Browser(room.desk(provider=provider_of(settings_for(provider))))


def to_provider(browser: Browser, following: str = "") -> Response:
    """Begin to sign in: the provider's redirect back."""
    sent = browser.get(f"/desk/oidc{following}")
    assert sent.status_code == 303, words(sent)
    return httpx.get(sent.headers["location"])


def sign_in(browser: Browser, following: str = "") -> Response:
    """The whole way there and back."""
    back = to_provider(browser, following).headers["location"]
    assert back.startswith("https://desk.test/desk/oidc/callback?")
    return browser.get(back.removeprefix("https://desk.test"))


def whoami(browser: Browser) -> str:
    """What the desk says of who is signed in."""
    page = browser.get("/desk")
    return words(page).split("Signed in as ")[1].split(" Change")[0] if page.status_code == 200 else ""


def test_an_editor_signs_in(browser: Browser, room: Room) -> None:
    """There and back with PKCE, state, nonce and our secret; the page asked for opens, and the log says how."""
    assert "Sign in with your organisation's account" in words(browser.get("/desk/login"))
    answer = sign_in(browser, "?next=/desk/library")

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/library")
    assert whoami(browser) == "p.shah@council.test (editor)"
    cookies = answer.headers.get_list("set-cookie")
    assert any(c.startswith("__Host-desk=") and "HttpOnly" in c and "Secure" in c and "SameSite=lax" in c for c in cookies)
    assert (read(room.data_dir)[0].what, read(room.data_dir)[0].fields["how"]) == ("sign_in", "identity provider")
    assert browser.get("/desk/drafts").status_code == 200


def test_nobody_is_sent_elsewhere_after_signing_in(browser: Browser) -> None:
    """An address of another site is left out."""
    assert sign_in(browser, "?next=https://evil.test/desk").headers["location"] == "/desk"


@pytest.mark.parametrize(
    ("groups", "role"),
    [(["desk-reader"], "reader"), (["x", "desk-publisher", "desk-reader"], "publisher"), ("desk-editor", "editor")],
)
def test_groups_give_the_role(browser: Browser, provider: Provider, groups: object, role: str) -> None:
    """The highest of them."""
    provider.person["groups"] = groups
    sign_in(browser)
    assert whoami(browser).endswith(f"({role})")


@pytest.mark.parametrize("groups", [None, [], ["everybody"], ["DESK-PUBLISHER"], {"desk-publisher": 1}, [["desk-publisher"]], 7])
def test_without_a_group_of_the_desk_nobody_gets_in(browser: Browser, provider: Provider, groups: object) -> None:
    """No claim, an empty one, other groups or another shape: a sentence says whom to ask."""
    provider.person["groups"] = groups
    answer = sign_in(browser)

    assert answer.status_code == 403
    assert "no role at this desk" in words(answer)
    assert whoami(browser) == ""


def test_roles_from_inside_a_claim(room: Room, provider: Provider) -> None:
    """Keycloak keeps roles one level down, others call the claim by an address."""
    provider.person |= {"realm_access": {"roles": ["boss"]}, "https://claims.test/roles": "boss"}
    for claim in ("realm_access.roles", "https://claims.test/roles"):
        settings = settings_for(provider, oidc_role_claim=claim, oidc_roles="publisher=boss")
        browser = Browser(room.desk(provider=provider_of(settings)))
        sign_in(browser)
        assert whoami(browser).endswith("(publisher)")


def test_a_role_is_what_the_provider_says_now(browser: Browser, provider: Provider) -> None:
    """A publisher who lost the group is a reader at the next sign-in; one without any group stays out."""
    for groups, seen in ((["desk-publisher"], "publisher"), (["desk-reader"], "reader")):
        provider.person["groups"] = groups
        sign_in(browser)
        assert whoami(browser).endswith(f"({seen})")
    provider.person["groups"] = []
    assert sign_in(browser).status_code == 403


def test_the_subject_counts_and_not_the_name(browser: Browser, room: Room, provider: Provider) -> None:
    """A new name keeps the account; a new person with an old name, or with a local account's name, gets another account."""
    sign_in(browser)
    provider.person["preferred_username"] = "p.patel@council.test"
    sign_in(browser)
    assert whoami(browser).startswith("p.shah@council.test ")

    provider.person |= {"sub": "s-2", "preferred_username": "p.shah@council.test"}
    sign_in(browser)
    assert whoami(browser).startswith("p.shah-2@council.test ")
    provider.person |= {"sub": "s-3", "preferred_username": "publisher"}
    sign_in(browser)
    assert whoami(browser) == "publisher@127.0.0.1 (editor)"
    assert Browser(browser.desk).sign_in("publisher").status_code == 303


def test_an_account_of_the_provider_has_no_password(browser: Browser, provider: Provider) -> None:
    """None opens it, none can be given to it, and the desk's page says where to change it."""
    sign_in(browser)
    assert "Change your password there" in words(browser.get("/desk/password"))
    for password in (PASSWORD, "", "nobody has this password"):
        assert Browser(browser.desk).sign_in("p.shah@council.test", password).status_code == 401
    with pytest.raises(Exception, match="no password here"):
        browser.desk.accounts.set_password("p.shah@council.test", PASSWORD)


def test_a_closed_account_stays_closed(browser: Browser) -> None:
    """Also for whom the provider knows; the open session ends."""
    sign_in(browser)
    browser.desk.accounts.set_disabled("p.shah@council.test", True)
    assert whoami(browser) == ""
    assert "was closed" in words(sign_in(browser))


LIES = {
    "wrong nonce": ({"nonce": "another"}, "nonce"),
    "no nonce": ({"nonce": None}, "nonce"),
    "wrong audience": ({"aud": "another client"}, "aud"),
    "another audience beside ours": ({"aud": [CLIENT_ID, "another"], "azp": "another"}, "azp"),
    "expired": ({"exp": 1_000_000_000}, ""),
    "no end": ({"exp": None}, ""),
    "from the future": ({"iat": 4_000_000_000}, ""),
    "wrong issuer": ({"iss": "https://evil.test"}, "iss"),
    "no issuer": ({"iss": None}, "iss"),
    "no subject": ({"sub": None}, ""),
    "an empty subject": ({"sub": ""}, ""),
    "wrong access token": ({"at_hash": "AAAA"}, ""),
}


@pytest.mark.parametrize("name", LIES)
def test_lies_of_the_id_token_are_refused(browser: Browser, room: Room, provider: Provider, name: str) -> None:
    """Each with a sentence that holds nothing of the token, and nobody is signed in."""
    changes, word = LIES[name]
    provider.lie = lambda claims: {key: value for key, value in {**claims, **changes}.items() if value is not None}
    answer = sign_in(browser)

    assert answer.status_code == 403
    assert word in words(answer)
    assert "s-1" not in answer.text
    assert "evil" not in answer.text
    assert whoami(browser) == ""
    assert read(room.data_dir)[0].what == "sign_in_refused"


@pytest.mark.parametrize("how", ["unsigned", "shared secret", "foreign key", "same name, other key", "no token", "not a token"])
def test_wrong_signatures_are_refused(browser: Browser, provider: Provider, how: str) -> None:
    """No signature, one made with the public key as a secret, or with a key that the provider does not publish."""
    other = signing_key("k2")
    namesake = signing_key("k1", 1)
    provider.sign = {
        "unsigned": provider.unsigned,
        "shared secret": provider.hs256_with_public_key,
        "foreign key": lambda claims: replace(provider, key=other).rs256(claims),
        "same name, other key": lambda claims: replace(provider, key=namesake).rs256(claims),
        "no token": lambda claims: None,  # type: ignore[return-value, dict-item]
        "not a token": lambda claims: "a.b.c",
    }[how]
    answer = sign_in(browser)

    assert (answer.status_code, "could not be trusted" in words(answer)) == (403, True)
    assert whoami(browser) == ""


def test_new_keys_of_the_provider_are_fetched(browser: Browser, provider: Provider) -> None:
    """Keys are read once and again only when an unknown one is named."""
    sign_in(browser)
    sign_in(browser)
    assert provider.requests.count("/keys") == 1
    provider.key = signing_key("k9")
    assert sign_in(browser).status_code == 303
    assert provider.requests.count("/keys") == 2


def test_a_sign_in_that_began_elsewhere_is_refused(browser: Browser, room: Room, provider: Provider) -> None:
    """Another browser, another state, a changed or an old cookie, a code used twice: no session, and no code is sent on."""
    back = to_provider(browser).headers["location"].removeprefix("https://desk.test")
    stranger = Browser(browser.desk)
    assert stranger.get(back).status_code == 403
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert browser.get(back.replace(state, "x" * len(state))).status_code == 403
    assert "/token" not in provider.requests

    sealed = browser.client.cookies["__Host-desk-oidc"]
    browser.client.cookies.set("__Host-desk-oidc", "A" + sealed, domain="desk.test")
    assert browser.get(back).status_code == 403
    browser.client.cookies.clear()
    browser.client.cookies.set("__Host-desk-oidc", sealed, domain="desk.test")
    assert browser.get(back).status_code == 303
    browser.client.cookies.set("__Host-desk-oidc", sealed, domain="desk.test")
    assert browser.get(back).status_code == 502

    again = to_provider(stranger).headers["location"].removeprefix("https://desk.test")
    room.clock.go_on(minutes=11)
    assert "took too long" in words(stranger.get(again))


def test_answers_that_are_no_sign_in(browser: Browser, provider: Provider) -> None:
    """A person who does not agree, an error, another provider's name: each has its sentence."""
    back = to_provider(browser).headers["location"].removeprefix("https://desk.test")
    state = parse_qs(urlsplit(back).query)["state"][0]
    said = [words(browser.get(f"/desk/oidc/callback?state={state}&error={error}")) for error in ("access_denied", "<script>")]
    assert "You did not sign in" in said[0]
    assert "could not sign you in" in said[1]
    assert "script" not in said[1]
    provider.answer_more = {"iss": "https://evil.test"}
    assert "another identity provider" in words(sign_in(browser))


@pytest.mark.parametrize("changes", [{"issuer": "https://evil.test"}, {"token_endpoint": "http://council.test/token"}, {"jwks_uri": None}])
def test_a_provider_that_describes_itself_wrongly(browser: Browser, provider: Provider, changes: dict[str, str]) -> None:
    """Another issuer, or an address where secrets would travel in the open."""
    provider.description = changes
    assert browser.get("/desk/oidc").status_code == 502


def test_a_provider_that_is_down(browser: Browser, provider: Provider) -> None:
    """A sentence, and local accounts go on."""
    provider.broken = True
    answer = browser.get("/desk/oidc")
    assert (answer.status_code, "refused or answered unreadably" in words(answer)) == (502, True)
    assert browser.sign_in("editor").status_code == 303


def test_without_a_provider(room: Room) -> None:
    """The sign-in page does not speak of one, and its addresses say so."""
    browser = Browser(room.desk())
    assert "organisation" not in words(browser.get("/desk/login"))
    assert browser.get("/desk/oidc").status_code == browser.get("/desk/oidc/callback").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"oidc_client_id": ""}, {"public_url": ""}, {"oidc_issuer": "http://council.test"}, {"oidc_roles": "boss=x"}, {"oidc_roles": "publisher="}],
)
def test_settings_that_cannot_work_stop_the_start(provider: Provider, wrong: dict[str, str]) -> None:
    """Each with the name of the setting."""
    with pytest.raises(SettingsError, match="SAFEGUARDING_OIDC"):
        provider_of(settings_for(provider, **wrong))


def test_a_group_named_twice_gives_the_lower_role() -> None:
    """A slip in the settings must not make publishers."""
    assert read_roles("publisher=all, reader=all,editor=some") == {"all": "reader", "some": "editor"}
