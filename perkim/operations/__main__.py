"""`python -m perkim.operations new-keys | keys BACKUP`: keys of a new site, or those sealed inside a backup.

Apart from manage.py, which does not start without keys. `keys` asks for the passphrase, or reads it from a pipe.
"""

import getpass
import sys
from pathlib import Path

from perkim.operations.folder import KEYS
from perkim.operations.keys import KeysError, as_lines, new_keys, open_keys


def main(words: list[str]) -> str:
    match words:
        case ["new-keys"]:
            return as_lines(new_keys())
        case ["keys", folder]:
            sealed = (Path(folder) / KEYS).read_bytes()
            return as_lines(open_keys(sealed, _passphrase()))
        case _:
            sys.exit(__doc__)


def _passphrase() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Passphrase of the backup: ")
    return sys.stdin.readline().rstrip("\n")


if __name__ == "__main__":
    try:
        sys.stdout.write(main(sys.argv[1:]))
    except (KeysError, OSError) as problem:
        sys.exit(str(problem))
