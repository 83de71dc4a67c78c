"""An independent server of PATCH /api/v1/cvms/instance-ids, written from the contract alone, standard library only.

PORT says where it listens on 127.0.0.1 (a free port where it is not given), BUG which mistake it makes.
"""

import hashlib
import hmac
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from options import Invalid, fault, parse
from refresh import Refresh
from store import Store

PATH = "/api/v1/cvms/instance-ids"
MAX_BODY_BYTES = 1 << 20
BUG = os.environ.get("BUG", "")
KEYS = {
    "py-red-c41d09aa": {"workspace": "red", "admin": False},
    "py-blue-92e7b3f0": {"workspace": "blue", "admin": False},
    "py-admin-6d58ff17": {"workspace": "ops", "admin": True},
}
HASHED = {hashlib.sha256(key.encode()).digest(): caller for key, caller in KEYS.items()}
STORE = Store(BUG)


class TooLarge(Exception):
    pass


def caller_of(key):
    """Whose key it is, or None."""
    if BUG == "keys-start-with" and key:
        return next((caller for known, caller in KEYS.items() if known.startswith(key)), None)
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
    for known, caller in HASHED.items():
        if hmac.compare_digest(known, digest):
            return caller
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def handle_any(self):
        try:
            status, body, headers = self.route()
        except Invalid as invalid:
            status, body, headers = 422, {"detail": invalid.faults}, {}
        except TooLarge:
            status, body, headers = 413, {"detail": "Request body too large"}, {"Connection": "close"}
        except Exception as error:  # noqa: BLE001 - whatever fails is answered
            print(repr(error), file=sys.stderr)
            status, body, headers = 500, {"detail": "Internal Server Error"}, {}
        self.reply(status, body, headers)

    do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = do_QUERY = handle_any

    def route(self):
        raw = self.read_body()
        path = unquote(urlsplit(self.path).path)
        if path == "/__state":
            if self.command == "PUT":
                STORE.reset()
            elif self.command != "GET":
                return 405, {"detail": "Method Not Allowed"}, {"Allow": "GET, PUT"}
            return 200, STORE.ids(), {}
        if path != PATH:
            return 404, {"detail": "Not Found"}, {}
        if self.command != "PATCH":
            return 405, {"detail": "Method Not Allowed"}, {"Allow": "PATCH"}
        caller = caller_of(self.key())
        if caller is None:
            return 401, {"detail": "Not authenticated"}, {"WWW-Authenticate": "Bearer"}
        if not self.is_json():
            raise Invalid([fault("content_type", "Content type must be application/json")])
        options = parse(raw, BUG)
        return 200, Refresh(STORE, caller, options).run(), {}

    def key(self):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        return self.headers.get("X-API-Key") or (token.strip() if scheme.lower() == "bearer" else "")

    def is_json(self):
        if BUG == "content-type-exact":
            return self.headers.get("Content-Type") == "application/json"
        return self.headers.get_content_type() == "application/json"

    def read_body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self.read_chunks()
        length = int(self.headers.get("Content-Length") or 0)
        if length > MAX_BODY_BYTES:
            self.discard(length)
            raise TooLarge
        return self.rfile.read(length)

    def discard(self, length):
        """Reads a body that is too large to the end, so that the client gets to read the answer."""
        while length > 0:
            piece = self.rfile.read(min(length, 1 << 16))
            if not piece:
                return
            length -= len(piece)

    def read_chunks(self):
        body, too_large = b"", False
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            piece = self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                break
            too_large = too_large or len(body) + size > MAX_BODY_BYTES
            body = b"" if too_large else body + piece
        if too_large:
            raise TooLarge
        return body

    def reply(self, status, body, headers):
        text = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(text)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)
        self.wfile.flush()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(os.environ.get("PORT") or 0)), Handler)
    print("http://127.0.0.1:%d" % server.server_address[1], flush=True)
    server.serve_forever()
