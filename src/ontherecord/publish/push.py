"""Put a release onto the Hugging Face Hub: first a plan that can be shown, then one commit that holds all of it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from ontherecord.errors import MissingExtraError, OutputError, SourceError, UsageError
from ontherecord.publish.card import is_marked
from ontherecord.publish.checksums import CHECKSUM_FILE, release_files

if TYPE_CHECKING:
    from huggingface_hub import HfApi

DATA_FOLDERS = ("data/", "jsonl/", "plots/")
"""What an older release left there and this one does not have is deleted; other files of the repository stay."""


class Push(msgspec.Struct, frozen=True):
    """What a push will do.

    Attributes:
        repository: name of the data set, `ORG/NAME`.
        release: the folder.
        branch: branch that gets the commit.
        parent: the commit that the branch is at.
        files: path and size in bytes of every file that the branch will have from the release.
        deleted: data files of the branch that the release does not have.
    """

    repository: str
    release: Path
    branch: str
    parent: str
    files: tuple[tuple[str, int], ...]
    deleted: tuple[str, ...]


def plan_push(repository: str, release: Path, *, branch: str = "main") -> Push:
    """What `push` will do; nothing is sent.

    Raises:
        SourceError: the folder is no release, or its files are not those of its list of checksums.
        UsageError: there is no such repository or branch, or the user may not see it.
        OutputError: the Hub cannot be reached, or refuses.
        MissingExtraError: the library `huggingface_hub` is not installed.
    """
    files = tuple((path, (release / path).stat().st_size) for path in _proven_files(release))
    hub = _hub()
    with _one_line(repository, branch):
        info = hub.dataset_info(repository, revision=branch)
    kept = {path for path, _ in files}
    there = sorted(sibling.rfilename for sibling in info.siblings or ())
    deleted = tuple(path for path in there if path.startswith(DATA_FOLDERS) and path not in kept)
    return Push(repository, release, branch, str(info.sha), files, deleted)


def push(plan: Push, message: str) -> str:
    """Carry out a plan and return the address of the commit.

    Data go up first and become visible with the one commit at the end. A push that broke off has changed nothing that
    a reader sees; another one goes on with the files that are not there yet.

    Raises:
        UsageError, OutputError: as `plan_push`.
    """
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    hub = _hub()
    added = [CommitOperationAdd(path, plan.release / path) for path, _ in plan.files]
    deleted = [CommitOperationDelete(path) for path in plan.deleted]
    with _one_line(plan.repository, plan.branch), xet_where_offered(hub, plan.repository, plan.branch):
        commit = hub.create_commit(
            plan.repository,
            [*added, *deleted],
            commit_message=message,
            repo_type="dataset",
            revision=plan.branch,
            parent_commit=plan.parent,
        )
    return str(commit.commit_url)


def _proven_files(release: Path) -> list[str]:
    """The paths of a release, each with the bytes that its list of checksums promises."""
    if not (is_marked(release) and (release / CHECKSUM_FILE).is_file()):
        raise SourceError(f"{release} is no release; `ontherecord publish` makes one")
    paths = [path.relative_to(release).as_posix() for path in release_files(release)]
    listed = (release / CHECKSUM_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    found = [f"{_sha256(release / path)}  {path}" for path in paths if path != CHECKSUM_FILE]
    if sorted(listed) != sorted(found):
        raise SourceError(f"{release} was changed after it was made; `ontherecord validate {release}` tells where")
    return paths


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hub() -> "HfApi":
    try:
        from huggingface_hub import HfApi
    except ImportError as error:
        raise MissingExtraError("pushing needs another library: pip install 'ontherecord[publish]'") from error
    return HfApi(library_name="ontherecord")


@contextmanager
def xet_where_offered(hub: "HfApi", repository: str, branch: str) -> Iterator[None]:
    """In the block, large files go by Git LFS to a Hub without Xet, the Hub's storage of chunks.

    Where `hf_xet` is installed, the client goes by Xet without asking (huggingface_hub 2.4, `_commit_api.py`), and
    breaks off where a Hub of another kind has none.
    """
    from huggingface_hub import constants
    from huggingface_hub.utils import build_hf_headers, get_session  # type: ignore[attr-defined]

    address = f"{hub.endpoint}/api/datasets/{repository}/xet-write-token/{quote(branch, safe='')}"
    was_disabled = constants.HF_HUB_DISABLE_XET
    if not was_disabled and get_session().get(address, headers=build_hf_headers(token=hub.token)).status_code == 404:
        constants.HF_HUB_DISABLE_XET = True
    try:
        yield
    finally:
        constants.HF_HUB_DISABLE_XET = was_disabled


@contextmanager
def _one_line(repository: str, branch: str) -> Iterator[None]:
    """Errors of the client as one line each, without its text, which may repeat what was sent."""
    from huggingface_hub import errors

    try:
        yield
    except errors.HFValidationError as error:
        raise UsageError(f"{repository} is no name of a data set; write ORG/NAME") from error
    except errors.RevisionNotFoundError as error:
        raise UsageError(f"{repository} has no branch {branch}") from error
    except errors.RepositoryNotFoundError as error:
        raise UsageError(
            f"there is no data set {repository} that you may see; log in with `hf auth login`, or make it with "
            f"`hf repo create {repository} --repo-type dataset`"
        ) from error
    except errors.HfHubHTTPError as error:
        raise OutputError(_refusal(repository, error.response.status_code)) from error
    except (errors.HTTPError, OSError) as error:  # type: ignore[attr-defined]
        reason = type(error).__name__
        raise OutputError(f"the Hub cannot be reached ({reason}); nothing was changed, try again") from error
    except (RuntimeError, ValueError) as error:
        # A file that could not be sent; the client wraps the reason.
        message = f"a file could not be sent to {repository}; nothing was changed, push again to go on"
        raise OutputError(message) from error


def _refusal(repository: str, status: int) -> str:
    match status:
        case 401:
            return "the Hub does not know you; log in with `hf auth login`, or set HF_TOKEN"
        case 403:
            return f"you have no right to write to {repository}; use a token that may write"
        case 409 | 412:
            return f"{repository} was changed by somebody meanwhile; push again"
        case _:
            return f"the Hub answers with status {status}; nothing was changed, try again"
