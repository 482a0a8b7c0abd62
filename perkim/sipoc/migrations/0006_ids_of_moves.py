"""What a move wrote carries its id, so that taking it back finds that and nothing else.

Moves of before are known by their moment, as they were until now: what was closed in the moment in which its case left a
stage gets the same id as that stay, and so do the cases below that left in it.
"""

from django.db import migrations, models

from perkim.lib.schema import OneStep

_MOVES = """
UPDATE sipoc_stagevisit SET left_move = md5(left_at::text)::uuid
WHERE left_at IS NOT NULL AND NOT corrected
"""
_TUGAS = """
UPDATE sipoc_tugas AS one SET closed_move = stay.left_move FROM sipoc_stagevisit AS stay
WHERE stay.berkas_id = one.berkas_id AND stay.left_move IS NOT NULL AND (
    (one.dropped_at = stay.left_at AND one.dropped_for = 'PINDAH')
    OR (one.done_at = stay.left_at AND one.done_by_id = stay.left_by_id AND one.visit_id = stay.id
        AND one.given_by_id IS NULL AND NOT one.hands_out AND (one.key = '' OR one.key LIKE 'putusan-%'))
)
"""
_TENGGAT = """
UPDATE sipoc_tenggat AS one SET ended_move = stay.left_move FROM sipoc_stagevisit AS stay
WHERE stay.berkas_id = one.berkas_id AND stay.left_move IS NOT NULL
    AND stay.left_at IN (one.met_at, one.voided_at)
"""
_PAUSES = """
UPDATE sipoc_pause AS one SET {column}_move = stay.left_move FROM sipoc_stagevisit AS stay
WHERE stay.berkas_id = one.berkas_id AND stay.left_move IS NOT NULL AND stay.left_at = one.{column}_at
"""
_REFERRALS = """
UPDATE sipoc_relation AS one SET made_move = stay.left_move FROM sipoc_stagevisit AS stay
WHERE stay.berkas_id = one.other_id AND stay.left_move IS NOT NULL AND stay.left_at = one.made_at
    AND one.kind = 'RUJUKAN'
"""
_SEEN = [
    _MOVES, _TUGAS, _TENGGAT, _PAUSES.format(column="started"), _PAUSES.format(column="ended"), _REFERRALS,
]
_ADDED = [
    ("stagevisit", "left_move"),
    ("tugas", "closed_move"),
    ("tenggat", "ended_move"),
    ("pause", "started_move"),
    ("pause", "ended_move"),
    ("relation", "made_move"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("sipoc", "0005_tugas_not_yet_possible"),
    ]

    operations = [
        OneStep([
            migrations.AddField(
                model_name=model, name=name, field=models.UUIDField(blank=True, editable=False, null=True)
            )
            for model, name in _ADDED
        ]),
        # Without parameters, or the driver would take the per cent sign for a place to fill.
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in _SEEN),
    ]
