#!/bin/sh
# Makes a backup into the folder $1 each day at BACKUP_AT, and at once if there is none of the last 23 hours: the one of
# yesterday does not count when that of today failed. Ends with a fault, and is started again, if one could not be made.
set -eu
folder=$1
cd "$(dirname "$0")/.."

make_one() {
    python manage.py backup "$folder" --keep "$BACKUPS_KEPT"
}

if [ -z "$(find "$folder" -maxdepth 1 -name 'perkim-*' -mmin -1380)" ]; then
    make_one
fi
while :; do
    now=$(date +%s)
    next=$(date -d "$BACKUP_AT" +%s)
    [ "$next" -gt "$now" ] || next=$(date -d "tomorrow $BACKUP_AT" +%s)
    # In the background, so that a stop does not wait for the night.
    sleep $((next - now)) &
    wait $!
    make_one
done
