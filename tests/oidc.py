"""A small OpenID Connect provider on loopback, for the tests of the login.

It does what a real one does for the code flow (OpenID Connect Core 1.0, section 3.1):
discovery, a page where a made-up person is chosen, a code for one use bound to the
client's challenge (RFC 7636), a signed token, its keys. What it signs can be spoiled.
"""

import base64
import hashlib
import html
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "incidents", "made-up-client-secret"


class Provider(ThreadingHTTPServer):
    """``people`` are claims by name; ``spoiled`` is "", "key", "audience" or "nonce"."""

    daemon_threads = True

    def __init__(self, people: dict[str, dict]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.people, self.spoiled = people, ""
        self.codes: dict[str, dict] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.other_key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def token_for(self, asked: dict) -> str:
        """Return the signed token of a person, spoiled as was asked for."""
        now = int(time.time())
        wrong = self.spoiled
        claims = {
            "iss": self.url,
            "sub": asked["person"],
            "aud": "somebody-else" if wrong == "audience" else CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": "another" if wrong == "nonce" else asked["nonce"],
            **self.people[asked["person"]],
        }
        key = self.other_key if wrong == "key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


class Handler(BaseHTTPRequestHandler):
    """The addresses of the provider."""

    server: Provider

    def log_message(self, *_words) -> None:
        """Print nothing: a test has its own words."""

    def answer(self, content: object, kind: str = "application/json") -> None:
        body = content if isinstance(content, str) else json.dumps(content)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, self.query(urlsplit(self.path).query)
        url = self.server.url
        if path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": url,
                    "authorization_endpoint": f"{url}/authorize",
                    "token_endpoint": f"{url}/token",
                    "jwks_uri": f"{url}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif path == "/keys":
            self.answer({"keys": [self.server.key.as_dict(private=False)]})
        elif path == "/authorize":
            links = [
                f'<p><a href="/chosen?{html.escape(urlencode(asked | {"as": name}))}">'
                f"{html.escape(name)}</a></p>"
                for name in self.server.people
            ]
            self.answer("".join(links), "text/html")
        elif path == "/chosen":
            self.send_code(asked)
        else:
            self.send_error(404)

    def send_code(self, asked: dict[str, str]) -> None:
        code = hashlib.sha256(f"{time.time()}{asked}".encode()).hexdigest()
        self.server.codes[code] = {
            "person": asked["as"],
            "nonce": asked.get("nonce", ""),
            "challenge": asked.get("code_challenge", ""),
        }
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        given = self.query(self.rfile.read(length).decode())
        asked = self.server.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_client = self.headers.get("Authorization") == f"Basic {basic}"
        if asked is None or not is_client or asked["challenge"] != challenge:
            self.send_error(400)
            return
        token = self.server.token_for(asked)
        self.answer({"access_token": "-", "token_type": "Bearer", "id_token": token})

    @staticmethod
    def query(text: str) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(text).items()}


@contextmanager
def provider(people: dict[str, dict]):
    """Run a provider of made-up people until the block ends."""
    server = Provider(people)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
