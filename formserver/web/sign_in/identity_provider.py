"""The one door to Authlib: sends a browser to the OpenID provider, and reads who it says came back.

It knows no account and begins no session.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, session
from flask.typing import ResponseReturnValue

PROVIDER = "formserver.provider"
DISCOVERY = "/.well-known/openid-configuration"
SECONDS_TO_WAIT = 10
_STATE = "_state_"  # how Authlib begins what it keeps in the session


class NotIdentified(Exception):
    """The provider did not say who this is. The text is the kind of fault and names no person."""


def install(app: Flask) -> None:
    """Make the provider of the settings known to the application; without one, Authlib is not loaded."""
    settings = app.extensions["formserver"].settings
    if not settings.oidc_issuer:
        return
    from authlib.integrations.flask_client import OAuth

    app.extensions[PROVIDER] = OAuth(app).register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS_TO_WAIT,
        },
    )


def is_there() -> bool:
    """Whether this installation has a provider."""
    return PROVIDER in current_app.extensions


def ask(back: str) -> ResponseReturnValue:
    """Send the browser to the provider, which sends it on to the address `back`. Raises NotIdentified."""
    for earlier in [name for name in session if name.startswith(_STATE)]:
        session.pop(earlier)  # tries that were given up would fill the cookie
    with _faults_by_kind():
        answer: ResponseReturnValue = current_app.extensions[PROVIDER].authorize_redirect(back)
    return answer


def email() -> str:
    """The e-mail address of the one who came back with this request.

    Authlib checks state, nonce, signature and times. Raises NotIdentified.
    """
    settings = current_app.extensions["formserver"].settings
    ours = {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
    }
    with _faults_by_kind():
        token = current_app.extensions[PROVIDER].authorize_access_token(claims_options=ours)
    return _address(token.get("userinfo") or {})


def _address(claims: Mapping[str, Any]) -> str:
    """Entra ID says no `email_verified`, and often the address only as `preferred_username`."""
    if str(claims.get("email_verified", True)).lower() == "false":
        raise NotIdentified("UnverifiedEmail")
    for name in ("email", "preferred_username"):
        if "@" in str(claims.get(name)):
            return str(claims[name])
    raise NotIdentified("NoEmail")


@contextmanager
def _faults_by_kind() -> Iterator[None]:
    """Whatever goes wrong between here and the provider, told by its kind alone."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError) as fault:
        raise NotIdentified(type(fault).__name__) from None
