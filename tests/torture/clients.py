"""Somebody who uses the real server over one connection, as fast as it answers."""

import http.client
from urllib.parse import urlencode, urlsplit


class Gone(Exception):
    """The server is not there any more."""


class Client:
    """Sends forms without JavaScript. What was answered is told as status and address or body."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *exception: object) -> None:
        self._connection.close()

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """One request: a GET without fields. Raises Gone when the server is."""
        method, body, headers = "GET", None, {}
        if fields is not None:
            method, body = "POST", urlencode(fields)
            headers = {"Origin": self.url, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise Gone(repr(error)) from error
        return answer.status, answer.headers.get("Location", text)

    def must(self, path: str, fields: dict[str, str]) -> int:
        """A write that has to succeed; returns the id of its change."""
        status, found = self.ask(path, fields)
        assert status == 303, (path, status, found[-2000:])
        return int(found.rpartition("done=")[2])
