"""A Hub on loopback: the endpoints of data sets that `datasets` and `huggingface_hub` call, over files in memory."""

import base64
import hashlib
import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Files = dict[str, bytes]


class Hub:
    """One data set, with every commit of its only branch, and what it was asked to send or store.

    Attributes:
        name: of the data set.
        commits: files by commit, oldest first.
        tags: commit by tag.
        stored: large files by their hash, whether committed or not.
        refusals: status with which requests are refused, by what their path contains.
        uploads: hashes of large files in the order in which they came.
        requests: method and path of every request.
        offers_xet: whether it hands out keys to Xet, the other storage of large files; it has none.
    """

    def __init__(self, name: str, files: Files, *, offers_xet: bool = False) -> None:
        self.name = name
        self.commits: dict[str, Files] = {}
        self.tags: dict[str, str] = {}
        self.stored: Files = {}
        self.refusals: dict[str, int] = {}
        self.uploads: list[str] = []
        self.requests: list[tuple[str, str]] = []
        self.offers_xet = offers_xet
        self.address = ""
        self.commit(files)

    def commit(self, files: Files) -> str:
        sha = hashlib.sha1(f"{len(self.commits)}".encode()).hexdigest()
        self.commits[sha] = files
        return sha

    @property
    def head(self) -> str:
        return list(self.commits)[-1]

    def resolve(self, revision: str) -> str | None:
        sha = self.head if revision == "main" else self.tags.get(revision, revision)
        return sha if sha in self.commits else None


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """The Hub at `hub.address` while the block runs."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        hub.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield hub
        server.shutdown()


class _Handler(http.server.BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._route()

    def do_GET(self) -> None:
        self._route()

    def do_POST(self) -> None:
        self._route()

    def do_PUT(self) -> None:
        self._route()

    def _route(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        self._query = parse_qs(url.query)
        path = unquote(url.path)
        self.hub.requests.append((self.command, path))
        for part, status in self.hub.refusals.items():
            if part in path:
                return self._error(status)
        name = re.escape(self.hub.name)
        routes = (
            (rf"/api/datasets/{name}(?:/revision/([^/]+))?", self._info),
            (rf"/api/datasets/{name}/tree/([^/]+)/?(.*)", self._tree),
            (rf"/api/datasets/{name}/paths-info/([^/]+)", self._paths_info),
            (rf"/datasets/{name}/resolve/([^/]+)/(.+)", self._file),
            (r"/api/validate-yaml", self._validate_yaml),
            (rf"/api/datasets/{name}/preupload/([^/]+)", self._preupload),
            (rf"/datasets/{name}\.git/info/lfs/objects/batch", self._batch),
            (r"/lfs/([0-9a-f]{64})", self._store),
            (rf"/api/datasets/{name}/commit/([^/]+)", self._commit),
            *([(rf"/api/datasets/{name}/xet-write-token/([^/]+)", self._xet_token)] if self.hub.offers_xet else []),
        )
        for pattern, answer in routes:
            if match := re.fullmatch(pattern, path):
                return answer(body, *match.groups())
        return self._error(404, "RepoNotFound")

    def _info(self, _body: bytes, revision: str | None) -> None:
        sha = self.hub.resolve(revision or "main")
        if sha is None:
            return self._error(404, "RevisionNotFound")
        siblings = [{"rfilename": path} for path in sorted(self.hub.commits[sha])]
        return self._json({"id": self.hub.name, "sha": sha, "siblings": siblings, "private": False, "tags": []})

    def _tree(self, _body: bytes, revision: str, folder: str) -> None:
        sha = self.hub.resolve(revision)
        if sha is None:
            return self._error(404, "RevisionNotFound")
        files = self.hub.commits[sha]
        prefix = f"{folder}/" if folder else ""
        inside = {path: content for path, content in sorted(files.items()) if path.startswith(prefix)}
        if folder and not inside:
            return self._error(404, "EntryNotFound")
        if self._query.get("recursive", ["false"])[0].lower() != "true":
            folders = sorted({path[len(prefix) :].split("/")[0] for path in inside if "/" in path[len(prefix) :]})
            entries = [{"type": "directory", "path": prefix + name, "oid": "0" * 40, "size": 0} for name in folders]
            entries += [_entry(path, content) for path, content in inside.items() if "/" not in path[len(prefix) :]]
            return self._json(entries)
        return self._json([_entry(path, content) for path, content in inside.items()])

    def _paths_info(self, body: bytes, revision: str) -> None:
        sha = self.hub.resolve(revision)
        if sha is None:
            return self._error(404, "RevisionNotFound")
        form = json.loads(body) if body.startswith(b"{") else parse_qs(body.decode())
        files = self.hub.commits[sha]
        entries = [_entry(path, files[path]) for path in form["paths"] if path in files]
        entries += [
            {"type": "directory", "path": path, "oid": "0" * 40, "size": 0}
            for path in form["paths"]
            if path not in files and any(name.startswith(f"{path}/") for name in files)
        ]
        return self._json(entries)

    def _file(self, _body: bytes, revision: str, path: str) -> None:
        sha = self.hub.resolve(revision)
        content = self.hub.commits[sha].get(path) if sha else None
        if content is None:
            return self._error(404, "EntryNotFound" if sha else "RevisionNotFound")
        headers = {"ETag": f'"{_oid(content)}"', "X-Repo-Commit": sha, "Accept-Ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if wanted is None:
            return self._send(200, content, headers)
        start, end = int(wanted[1]), min(int(wanted[2] or len(content) - 1), len(content) - 1)
        headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
        return self._send(206, content[start : end + 1], headers)

    def _validate_yaml(self, _body: bytes) -> None:
        self._json({"errors": [], "warnings": []})

    def _preupload(self, body: bytes, _revision: str) -> None:
        files = [
            {
                "path": file["path"],
                "uploadMode": "lfs" if file["path"].endswith((".parquet", ".gz")) else "regular",
                "shouldIgnore": False,
            }
            for file in json.loads(body)["files"]
        ]
        self._json({"files": files})

    def _batch(self, body: bytes) -> None:
        objects: list[dict[str, Any]] = []
        for item in json.loads(body)["objects"]:
            upload = {"actions": {"upload": {"href": f"{self.hub.address}/lfs/{item['oid']}"}}}
            objects.append(item if item["oid"] in self.hub.stored else {**item, **upload})
        self._json({"transfer": "basic", "objects": objects})

    def _store(self, body: bytes, oid: str) -> None:
        assert hashlib.sha256(body).hexdigest() == oid
        self.hub.uploads.append(oid)
        self.hub.stored[oid] = body
        self._json({})

    def _commit(self, body: bytes, _revision: str) -> None:
        files = dict(self.hub.commits[self.hub.head])
        for line in body.splitlines():
            entry = json.loads(line)
            value = entry["value"]
            match entry["key"]:
                case "header":
                    if value.get("parentCommit") not in (None, self.hub.head):
                        return self._error(412)
                case "file":
                    files[value["path"]] = base64.b64decode(value["content"])
                case "lfsFile":
                    files[value["path"]] = self.hub.stored[value["oid"]]
                case "deletedFile":
                    del files[value["path"]]
        sha = self.hub.commit(files)
        address = f"{self.hub.address}/datasets/{self.hub.name}/commit/{sha}"
        return self._json({"success": True, "commitOid": sha, "commitUrl": address})

    def _xet_token(self, _body: bytes, _revision: str) -> None:
        storage = {"X-Xet-Cas-Url": f"{self.hub.address}/xet", "X-Xet-Access-Token": "key"}
        self._send(200, b"{}", {**storage, "X-Xet-Token-Expiration": "4000000000"})

    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _error(self, status: int, code: str = "") -> None:
        self._send(status, b"{}", {"X-Error-Code": code} if code else {})

    def _send(self, status: int, content: bytes, headers: dict[str, Any]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _oid(content: bytes) -> str:
    return hashlib.sha1(content).hexdigest()


def _entry(path: str, content: bytes) -> dict[str, Any]:
    return {"type": "file", "path": path, "oid": _oid(content), "size": len(content)}
