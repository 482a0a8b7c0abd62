#!/bin/sh
# Finds a Python, lets perkim.local.install prepare .venv, then becomes the given command.
# Usage: bootstrap.sh local|dev [COMMAND...]        PYTHON=... names the interpreter.
set -eu
cd "$(dirname "$0")/../.."
need=$1
shift

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The system's own comes first where it can make environments: it is built with profiles and kept patched. One that was
# compiled by hand often is not, and is slower for it.
complete() {
    new_enough "$1" && "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

chosen=
for name in ${PYTHON:-/usr/bin/python3.11 /usr/bin/python3.12 /usr/bin/python3.13 /usr/bin/python3}; do
    if complete "$name"; then
        chosen=$name
        break
    fi
done
for name in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
    if [ -z "$chosen" ] && new_enough "$name"; then
        chosen=$name
    fi
done
if [ -z "$chosen" ]; then
    if [ -n "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON bukan Python 3.11 atau lebih baru. Kosongkan PYTHON, atau sebutkan Python lain." >&2
    else
        echo "Perlu Python 3.11 atau lebih baru, dan tidak ditemukan di komputer ini." >&2
        echo "Pada Debian/Ubuntu jalankan (sebagai root): apt-get install python3" >&2
    fi
    exit 1
fi

"$chosen" -m perkim.local.install "$need"
[ $# -eq 0 ] || exec "$@"
