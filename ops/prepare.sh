#!/bin/sh
# Brings the database up to the code, and refuses to go on if it does not fit. May run twice without harm.
set -eu
cd "$(dirname "$0")/.."
python manage.py migrate --noinput
python manage.py load_regions
python manage.py load_parameters
python manage.py check --deploy --database default --fail-level WARNING
