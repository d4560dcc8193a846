"""Write the field table of `schema/README.md` from the schema, or check with `--check` that it is up to date."""

import sys
from pathlib import Path

from ontherecord.schema import field_table

README = Path(__file__).resolve().parents[1] / "schema" / "README.md"

HEAD = """# The article record

`article.schema.json` is the single source of truth: the validator, the Arrow and `datasets` types and this table come
from it. Objects are closed and every key is always present; `[]` is an empty list and `null` an unknown value.
Offsets are half-open Unicode code points into `text`, and `text[start:end]` is the text of every span.
This page is generated: `make schema` writes it.

"""


def main() -> int:
    """Write or check the page; returns 1 where the check fails."""
    wanted = HEAD + field_table()
    if "--check" not in sys.argv:
        README.write_text(wanted, encoding="utf-8")
    elif not README.exists() or README.read_text(encoding="utf-8") != wanted:
        print(f"{README.name} differs from the schema; run: make schema", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
