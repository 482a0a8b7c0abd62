"""`python -m perkim.local run | servers COMMAND...`, called by the Makefile."""

import sys

from perkim.local.launch import run
from perkim.local.scratch import run_with_servers
from perkim.local.screen import LocalError


def main(words: list[str]) -> int:
    match words:
        case ["run"]:
            return run()
        case ["servers", *command] if command:
            return run_with_servers(command)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LocalError as problem:
        sys.exit(str(problem))
