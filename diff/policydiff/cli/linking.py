"""policydiff link and unlink: a person's word that a policy continues another."""

import click

from policydiff.cli.exits import Exit, say
from policydiff.cli.options import library_option
from policydiff.cli.stored import find, writing


@click.command(short_help="Say that a policy continues another.")
@click.argument("policy")
@click.argument("older")
@library_option
def link(policy: str, older: str, library: str | None) -> int:
    """Say that POLICY continues OLDER under another number or title: from now on they are one line of versions."""
    with writing(library) as session:
        from policydiff.library.describing import placement
        from policydiff.library.links import ends
        from policydiff.library.links import link as join

        newer_end, older_end = ends(session, find(session, policy))[0], ends(session, find(session, older))[1]
        join(session, newer_end, older_end)
        made = placement(session, newer_end)
    say(f"{made.policy.name} has {made.versions} versions now")
    return Exit.DONE


@click.command(short_help="Take back what link said.")
@click.argument("policy")
@library_option
def unlink(policy: str, library: str | None) -> int:
    """Take back all that link and add were told of what POLICY continues."""
    with writing(library) as session:
        from policydiff.library.links import unlink as take_back

        number = take_back(session, find(session, policy))
    say(f"{number} {'link' if number == 1 else 'links'} taken back")
    return Exit.DONE
