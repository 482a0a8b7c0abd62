"""What was announced of a ranking, and when it was closed, becomes an announcement of its own, with the history."""

import django.db.models.deletion
from django.db import migrations, models

from perkim.lib.schema import DropTriggers, OneStep

# In one statement: the foreign key is looked at when it ends, and by then both are there.
_ANNOUNCE = """
WITH given AS MATERIALIZED (
    SELECT announced.*, nextval(pg_get_serial_sequence('announcements_announcement', 'id')) AS made
    FROM (SELECT * FROM swadaya_ranking WHERE announced_from IS NOT NULL ORDER BY id) AS announced
), made AS (
    INSERT INTO announcements_announcement
        (id, berkas_id, key, starts, until, announced_by_id, length_id, closed_at, closed_by_id, superseded_at)
    SELECT made, berkas_id, 'peringkat', announced_from, announced_until, announced_by_id, length_id,
        closed_at, closed_by_id, superseded_at
    FROM given
)
UPDATE swadaya_ranking AS one SET announcement_id = given.made FROM given WHERE given.id = one.id
"""
_NAME_IN_HISTORY = """
UPDATE swadaya_rankingevent AS one SET announcement_id = ranking.announcement_id FROM swadaya_ranking AS ranking
WHERE ranking.id = one.pgh_obj_id AND one.announced_from IS NOT NULL
"""
# How an announcement looked before it was closed, and before it was superseded; what else changed was the ranking's own.
_REMEMBER = """
INSERT INTO announcements_announcementevent
    (pgh_created_at, pgh_label, pgh_obj_id, id, berkas_id, key, starts, until, announced_by_id, length_id,
     closed_at, closed_by_id, superseded_at)
SELECT was.pgh_created_at, was.pgh_label, was.announcement_id, was.announcement_id, was.berkas_id, 'peringkat',
    was.announced_from, was.announced_until, was.announced_by_id, was.length_id,
    was.closed_at, was.closed_by_id, was.superseded_at
FROM (
    SELECT *, lead(pgh_id) OVER later AS next, lead(closed_at) OVER later AS next_closed,
        lead(superseded_at) OVER later AS next_superseded
    FROM swadaya_rankingevent WINDOW later AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)
) AS was JOIN swadaya_ranking AS is_now ON is_now.id = was.pgh_obj_id
WHERE was.announcement_id IS NOT NULL AND (
    was.closed_at IS DISTINCT FROM CASE WHEN was.next IS NULL THEN is_now.closed_at ELSE was.next_closed END
    OR was.superseded_at
        IS DISTINCT FROM CASE WHEN was.next IS NULL THEN is_now.superseded_at ELSE was.next_superseded END
) ORDER BY was.pgh_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('announcements', '0001_base'),
        ('swadaya', '0011_meetings_have_their_room'),
    ]

    operations = [
        # They name the columns that go, and keep history from being changed; the next migration installs them anew.
        DropTriggers('swadaya_ranking', 'swadaya_rankingevent'),
        OneStep([
            migrations.AddField(
                model_name='ranking',
                name='announcement',
                field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ranking', to='announcements.announcement', verbose_name='pengumuman'),
            ),
            migrations.AddField(
                model_name='rankingevent',
                name='announcement',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='announcements.announcement', verbose_name='pengumuman'),
            ),
        ]),
        migrations.RunSQL([_ANNOUNCE, _NAME_IN_HISTORY, _REMEMBER]),
    ]
