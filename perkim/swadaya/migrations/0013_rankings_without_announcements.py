"""Rankings lose what their announcements say now; objections lie in the room of announcements, which took the table."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from perkim.lib.schema import InstallTriggers, OneStep


class Migration(migrations.Migration):

    dependencies = [
        ('announcements', '0002_objections'),
        ('swadaya', '0012_announcements_of_rankings'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name='ObjectionEvent'),
                migrations.DeleteModel(name='Objection'),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='ranking',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='ranking',
                    name='delete_delete',
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ranking',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "swadaya_rankingevent" ("aid", "announcement_id", "approved_at", "approved_by_id", "berkas_id", "formula_id", "frozen_at", "frozen_by_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rupiah", "superseded_at", "units", "villages") VALUES (OLD."aid", OLD."announcement_id", OLD."approved_at", OLD."approved_by_id", OLD."berkas_id", OLD."formula_id", OLD."frozen_at", OLD."frozen_by_id", OLD."id", NOW(), \'update\', OLD."id", OLD."rupiah", OLD."superseded_at", OLD."units", OLD."villages"); RETURN NULL;', hash='0c9b062fc33c524d151fbd2f9d69289529b47cd6', operation='UPDATE', pgid='pgtrigger_update_update_bb8fd', table='swadaya_ranking', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ranking',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "swadaya_rankingevent" ("aid", "announcement_id", "approved_at", "approved_by_id", "berkas_id", "formula_id", "frozen_at", "frozen_by_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rupiah", "superseded_at", "units", "villages") VALUES (OLD."aid", OLD."announcement_id", OLD."approved_at", OLD."approved_by_id", OLD."berkas_id", OLD."formula_id", OLD."frozen_at", OLD."frozen_by_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."rupiah", OLD."superseded_at", OLD."units", OLD."villages"); RETURN NULL;', hash='32d049b4a6ce99a3ed84e7911356737403707cdf', operation='DELETE', pgid='pgtrigger_delete_delete_8db06', table='swadaya_ranking', when='AFTER')),
                ),
            ],
        ),
        OneStep([
            migrations.RemoveConstraint(
                model_name='ranking',
                name='ranking_is_announced_as_a_whole',
            ),
            migrations.RemoveConstraint(
                model_name='ranking',
                name='ranking_is_closed_after_it_was_announced',
            ),
            migrations.RemoveConstraint(
                model_name='ranking',
                name='ranking_is_approved_after_it_was_closed',
            ),
        ]),
        OneStep([
            migrations.RemoveField(
                model_name='ranking',
                name='announced_by',
            ),
            migrations.RemoveField(
                model_name='ranking',
                name='announced_from',
            ),
            migrations.RemoveField(
                model_name='ranking',
                name='announced_until',
            ),
            migrations.RemoveField(
                model_name='ranking',
                name='closed_at',
            ),
            migrations.RemoveField(
                model_name='ranking',
                name='closed_by',
            ),
            migrations.RemoveField(
                model_name='ranking',
                name='length',
            ),
            migrations.RemoveField(
                model_name='rankingevent',
                name='announced_by',
            ),
            migrations.RemoveField(
                model_name='rankingevent',
                name='announced_from',
            ),
            migrations.RemoveField(
                model_name='rankingevent',
                name='announced_until',
            ),
            migrations.RemoveField(
                model_name='rankingevent',
                name='closed_at',
            ),
            migrations.RemoveField(
                model_name='rankingevent',
                name='closed_by',
            ),
            migrations.RemoveField(
                model_name='rankingevent',
                name='length',
            ),
        ]),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), models.Q(('approved_at', None), ('announcement__isnull', False), _connector='OR')), name='ranking_is_approved_after_it_was_announced'),
        ),
        InstallTriggers(),
    ]
