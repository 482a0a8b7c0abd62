"""A booking is called in code by what it is. Its table keeps its name; the triggers are created anew, for their names
are made of the model's."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('funds', '0002_values_by_kind_of_work'),
    ]

    operations = [
        migrations.AlterModelTable(name='entry', table='funds_entry'),
        migrations.RenameModel(old_name='Entry', new_name='LedgerEntry'),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ledgerentry',
            name='entry_stays_as_it_was',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ledgerentry',
            name='entry_is_never_emptied',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ledgerentry',
            name='entry_keeps_the_plan',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ledgerentry',
            trigger=pgtrigger.compiler.Trigger(name='entry_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5862cf740332e05a8cc409f32231459f5575619b', operation='UPDATE OR DELETE', pgid='pgtrigger_entry_stays_as_it_was_1d6e7', table='funds_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ledgerentry',
            trigger=pgtrigger.compiler.Trigger(name='entry_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'the rows of % are kept', TG_TABLE_NAME;", hash='7c7ad9cf045c2529e4b841fe73651f4444e5416e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_entry_is_never_emptied_205b2', table='funds_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ledgerentry',
            trigger=pgtrigger.compiler.Trigger(name='entry_keeps_the_plan', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE plan RECORD; s RECORD; often INTEGER; fault TEXT;', func='\nPERFORM 1 FROM funds_plan WHERE id = NEW.plan_id FOR NO KEY UPDATE;\nSELECT * INTO plan FROM funds_plan WHERE id = NEW.plan_id;\nIF NEW.corrects_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM funds_entry o WHERE o.id = NEW.corrects_id AND o.plan_id = NEW.plan_id AND o.kind = NEW.kind\n    AND o.term IS NOT DISTINCT FROM NEW.term AND o.amount = -NEW.amount AND o.corrects_id IS NULL\n) THEN\n    fault := \'entry_corrects_its_like\';\nEND IF;\nSELECT\n    coalesce(sum(amount) FILTER (WHERE kind = \'SALUR\'), 0) AS filled,\n    coalesce(sum(amount) FILTER (WHERE kind = \'BAHAN\' AND term = 1), 0) AS material_1,\n    coalesce(sum(amount) FILTER (WHERE kind = \'BAHAN\' AND term = 2), 0) AS material_2,\n    coalesce(sum(amount) FILTER (WHERE kind = \'UPAH\' AND term = 1), 0) AS wages_1,\n    coalesce(sum(amount) FILTER (WHERE kind = \'UPAH\' AND term = 2), 0) AS wages_2,\n    coalesce(sum(amount) FILTER (WHERE kind = \'KEMBALI\'), 0) AS given_back\n    INTO s FROM funds_entry WHERE plan_id = NEW.plan_id;\nSELECT max(n) INTO often FROM (\n    SELECT sum(CASE WHEN corrects_id IS NULL THEN 1 ELSE -1 END) AS n FROM funds_entry\n    WHERE plan_id = NEW.plan_id AND kind <> \'KEMBALI\' GROUP BY kind, term\n) AS counted;\nIF often > 1 THEN\n    fault := \'entry_is_booked_once_a_term\';\nELSIF s.filled > plan.material + plan.wages THEN\n    fault := \'entry_fills_no_more_than_the_plan\';\nELSIF s.material_1 > plan.material_first OR s.material_1 + s.material_2 > plan.material\n    OR s.wages_1 > plan.wages_first OR s.wages_1 + s.wages_2 > plan.wages THEN\n    fault := \'entry_stays_below_its_ceiling\';\nELSIF s.material_1 + s.material_2 + s.wages_1 + s.wages_2 + s.given_back > s.filled THEN\n    fault := \'entry_takes_no_more_than_the_account_holds\';\nELSIF s.material_2 > 0 AND s.material_1 = 0 OR s.wages_2 > 0 AND s.wages_1 = 0 AND plan.wages_first > 0 THEN\n    fault := \'entry_follows_the_term_before\';\nEND IF;\nIF fault IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = fault,\n        MESSAGE = format(\'an entry breaks the rule "%s"\', fault);\nEND IF;\nRETURN NULL;\n', hash='3e6aef0146d9f382a63fcfdabfbfde6d5ae64397', operation='INSERT', pgid='pgtrigger_entry_keeps_the_plan_5f582', table='funds_entry', when='AFTER')),
        ),
    ]
