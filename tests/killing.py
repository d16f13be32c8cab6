"""Runs the command line, and ends its own process as a power cut would: at a statement to the database.

python killing.py NUMBER ARGUMENT... counts what is sent to the database, and is killed (SIGKILL) before statement
NUMBER, which may be a COMMIT. Where the command ends first, the count is the last line on standard error.
"""

import os
import signal
import sys
from itertools import count

from sqlalchemy import event
from sqlalchemy.engine import Engine

from policydiff.cli import main


def end_at(number: int) -> None:
    counted = count(1)

    def before(*arguments: object) -> None:
        if next(counted) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", before)
    try:
        main(sys.argv[2:])
    finally:
        print(next(counted) - 1, file=sys.stderr)


if __name__ == "__main__":
    end_at(int(sys.argv[1]))
