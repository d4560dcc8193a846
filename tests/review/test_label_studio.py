"""Label Studio itself: what it takes, changes and gives back; `make test-labelstudio` starts one on loopback."""

import http.cookiejar
import json
import os
import re
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ontherecord.jsonl import write_articles
from ontherecord.records import Article
from ontherecord.review.formats import export_articles, import_articles

from .examples import harbour

URL = os.environ.get("LABEL_STUDIO_URL", "")
USER, PASSWORD = os.environ.get("LABEL_STUDIO_USER", ""), os.environ.get("LABEL_STUDIO_PASSWORD", "")

pytestmark = pytest.mark.labelstudio


class Session:
    """A session of a signed-in user; the token of old answers 401."""

    def __init__(self) -> None:
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        page = self._send("GET", "/user/login/")[1].decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        form = {"csrfmiddlewaretoken": token[1], "email": USER, "password": PASSWORD, "persist_session": "on"}
        self._send("POST", "/user/login/", urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded")

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer of the API, decoded."""
        content = None if body is None else json.dumps(body).encode()
        answer = self._send(method, path, content, "application/json")[1]
        return json.loads(answer) if answer else None

    def _send(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        request = urllib.request.Request(URL + path, body, method=method)
        if body is not None:
            request.add_header("Content-Type", kind)
        request.add_header("Referer", URL + path)
        for cookie in self._cookies:
            if cookie.name == "csrftoken" and cookie.value:
                request.add_header("X-CSRFToken", cookie.value)
        with self._opener.open(request, timeout=60) as answer:
            return answer.status, answer.read()


def test_exactly_the_change_that_was_made_in_label_studio_comes_back(tmp_path: Path) -> None:
    write_articles(tmp_path / "a.jsonl", [harbour()])
    export_articles(tmp_path / "a.jsonl", "labelstudio", tmp_path / "out")
    configuration = (tmp_path / "out" / "labelling.xml").read_text(encoding="utf-8")
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))

    session = Session()
    project = session.call("POST", "/api/projects/", {"title": "harbour", "label_config": configuration})["id"]
    session.call("POST", f"/api/projects/{project}/import?commit_to_project=true", tasks)
    back = tmp_path / "back.json"

    def round_trip() -> list[object]:
        exported = session.call("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
        back.write_text(json.dumps(exported), encoding="utf-8")
        return list(import_articles(back, "labelstudio", tmp_path / "a.jsonl"))

    assert round_trip() == [harbour()]

    (task,) = json.loads(back.read_text(encoding="utf-8"))
    (annotation,) = task["annotations"]
    for item in annotation["result"]:
        if item.get("id") == "q4" and item.get("from_name") == "quotation-kind":
            item["value"]["choices"] = ["mixed"]
    session.call("PATCH", f"/api/annotations/{annotation['id']}/", {"result": annotation["result"]})
    *others, last = harbour().quotations
    changed = msgspec.structs.replace(last, kind="mixed", confidence=None, rule=None)
    (article,) = round_trip()
    assert isinstance(article, Article)
    assert article == msgspec.structs.replace(harbour(), quotations=(*others, changed))
    session.call("DELETE", f"/api/projects/{project}/")
