"""An OpenID provider on this machine that signs in whom a test wishes, and checks what a real one would."""

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "formserver", "hemmelig"


class Silent(WSGIRequestHandler):
    """Writes no log of requests."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - so called in werkzeug
        pass


@dataclass
class Provider:
    """Answers at `issuer` while it is entered. What `claims` names wins over what it would say by itself."""

    claims: dict[str, Any] = field(default_factory=dict)
    refuses: bool = False
    published: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    signing: RSAKey | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    says_id: bool = True

    def __enter__(self) -> Self:
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=Silent)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def issuer(self) -> str:
        """Its address, and its name in what it signs."""
        return f"http://127.0.0.1:{self._server.port}/tenant"

    @property
    def settings(self) -> dict[str, str]:
        """What an installation must know of it."""
        return {
            "oidc_issuer": self.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
            "oidc_name": "Prøvens ID",
        }

    @Request.application
    def _answer(self, request: Request) -> Response:
        pages = {
            "/tenant/.well-known/openid-configuration": self._configuration,
            "/tenant/keys": self._keys,
            "/tenant/authorize": self._authorize,
            "/tenant/token": self._token,
        }
        return pages[request.path](request)

    def _configuration(self, _: Request) -> Response:
        return in_json(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/keys",
            id_token_signing_alg_values_supported=["RS256"],
        )

    def _keys(self, _: Request) -> Response:
        return in_json(keys=[self.published.as_dict(private=False)])

    def _authorize(self, request: Request) -> Response:
        """Consents at once, or refuses at once."""
        asked = request.args.to_dict()
        self.asked.append(asked)
        answer = {"error": "access_denied"} if self.refuses else {"code": f"code-{len(self.asked)}"}
        where = f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked['state']})}"
        return Response(status=302, headers={"Location": where})

    def _token(self, request: Request) -> Response:
        asked = self.asked[int(request.form["code"].removeprefix("code-")) - 1]
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        given = (request.authorization and request.authorization.parameters, request.form["redirect_uri"])
        wanted = ({"username": CLIENT, "password": SECRET}, asked["redirect_uri"])
        if (
            given != wanted
            or asked["code_challenge"] != challenge
            or asked["code_challenge_method"] != "S256"
        ):
            return in_json(400, error="invalid_grant")
        said = {"id_token": self._id_token(asked["nonce"])} if self.says_id else {}
        return in_json(access_token="of-no-use", token_type="Bearer", expires_in=60, **said)

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "nonce": nonce, "iat": now, "exp": now + 60}
        header = {"alg": "RS256", "kid": "first"}
        return jwt.encode(header, claims | self.claims, self.signing or self.published)


def in_json(status: int = 200, **facts: Any) -> Response:
    return Response(json.dumps(facts), status, mimetype="application/json")
