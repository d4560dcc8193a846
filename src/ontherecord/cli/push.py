"""`ontherecord push`: a release goes onto the Hugging Face Hub."""

import sys
from pathlib import Path

import click

from ontherecord.cli.options import INPUT


@click.command("push")
@click.argument("repository", metavar="ORG/NAME")
@click.argument("release", metavar="[RELEASE]", type=INPUT, default=Path("dist"))
@click.option("--branch", metavar="NAME", default="main", show_default=True, help="Branch that gets the release.")
@click.option("--message", "-m", metavar="TEXT", default="Release", show_default=True, help="Message of the commit.")
@click.option("--yes", "-y", "is_agreed", is_flag=True, help="Do not ask.")
def push_command(repository: str, release: Path, branch: str, message: str, is_agreed: bool) -> None:
    """Put a release (without RELEASE: dist/) onto the Hugging Face Hub.

    Shows what will be sent, and asks. All becomes visible at once, at the end; after an interruption, push again. Who
    you are, the Hub's own program knows: `hf auth login`, or HF_TOKEN.

    \b
    Example:
      ontherecord push my-name/my-news release/
    """
    from ontherecord.publish.push import plan_push, push

    plan = plan_push(repository, release, branch=branch)
    for path, size in plan.files:
        click.echo(f"{size:>14,}  {path}", err=True)
    for path in plan.deleted:
        click.echo(f"       deleted  {path}", err=True)
    total = sum(size for _, size in plan.files)
    click.echo(f"{total:>14,}  bytes in {len(plan.files)} files to {repository} ({branch})", err=True)
    if not is_agreed:
        click.confirm("Send them?", abort=True, err=True)
    if not sys.stderr.isatty():
        from huggingface_hub.utils import disable_progress_bars  # type: ignore[attr-defined]

        disable_progress_bars()
    click.echo(push(plan, message))
