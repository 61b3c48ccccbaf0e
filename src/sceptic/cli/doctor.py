"""``sceptic doctor``: is this machine fit?"""

from __future__ import annotations

from typing import Annotated

import typer

from sceptic.cli.app import LibraryOption, app, settings


@app.command("doctor")
def doctor(
    library: LibraryOption = None,
    online: Annotated[
        bool, typer.Option("--online", help="Also ask NLM's servers whether they answer.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> int:
    """Check this machine: program, library, disk, memory, terminal; exits with 1 if one fails."""
    from sceptic.doctor import Level, findings  # noqa: PLC0415

    found = findings(settings(library=library), online=online)
    if json:
        import msgspec  # noqa: PLC0415

        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())  # noqa: T201
    else:
        for one in found:
            print(f"{one.level:<5}{one.name:<15} {one.text}")  # noqa: T201
            if one.hint:
                print(f"{'':<21}hint: {one.hint}")  # noqa: T201
    return 1 if any(one.level is Level.FAIL for one in found) else 0
