"""What PostgreSQL itself refuses in a ledger, whoever writes into it. Source: `domain.md` §4.2, §4.5."""

import pgtrigger

# After each entry the whole plan is added up. Its row is locked first, so that two entries at once see each other.
_ADD_UP = """
PERFORM 1 FROM funds_plan WHERE id = NEW.plan_id FOR NO KEY UPDATE;
SELECT * INTO plan FROM funds_plan WHERE id = NEW.plan_id;
IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM funds_entry o WHERE o.id = NEW.corrects_id AND o.plan_id = NEW.plan_id AND o.kind = NEW.kind
    AND o.term IS NOT DISTINCT FROM NEW.term AND o.amount = -NEW.amount AND o.corrects_id IS NULL
) THEN
    fault := 'entry_corrects_its_like';
END IF;
SELECT
    coalesce(sum(amount) FILTER (WHERE kind = 'SALUR'), 0) AS filled,
    coalesce(sum(amount) FILTER (WHERE kind = 'BAHAN' AND term = 1), 0) AS material_1,
    coalesce(sum(amount) FILTER (WHERE kind = 'BAHAN' AND term = 2), 0) AS material_2,
    coalesce(sum(amount) FILTER (WHERE kind = 'UPAH' AND term = 1), 0) AS wages_1,
    coalesce(sum(amount) FILTER (WHERE kind = 'UPAH' AND term = 2), 0) AS wages_2,
    coalesce(sum(amount) FILTER (WHERE kind = 'KEMBALI'), 0) AS given_back
    INTO s FROM funds_entry WHERE plan_id = NEW.plan_id;
SELECT max(n) INTO often FROM (
    SELECT sum(CASE WHEN corrects_id IS NULL THEN 1 ELSE -1 END) AS n FROM funds_entry
    WHERE plan_id = NEW.plan_id AND kind <> 'KEMBALI' GROUP BY kind, term
) AS counted;
IF often > 1 THEN
    fault := 'entry_is_booked_once_a_term';
ELSIF s.filled > plan.material + plan.wages THEN
    fault := 'entry_fills_no_more_than_the_plan';
ELSIF s.material_1 > plan.material_first OR s.material_1 + s.material_2 > plan.material
    OR s.wages_1 > plan.wages_first OR s.wages_1 + s.wages_2 > plan.wages THEN
    fault := 'entry_stays_below_its_ceiling';
ELSIF s.material_1 + s.material_2 + s.wages_1 + s.wages_2 + s.given_back > s.filled THEN
    fault := 'entry_takes_no_more_than_the_account_holds';
ELSIF s.material_2 > 0 AND s.material_1 = 0 OR s.wages_2 > 0 AND s.wages_1 = 0 AND plan.wages_first > 0 THEN
    fault := 'entry_follows_the_term_before';
END IF;
IF fault IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = fault,
        MESSAGE = format('an entry breaks the rule "%s"', fault);
END IF;
RETURN NULL;
"""

LEDGER_GUARD = pgtrigger.Trigger(
    name="entry_keeps_the_plan",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    declare=[("plan", "RECORD"), ("s", "RECORD"), ("often", "INTEGER"), ("fault", "TEXT")],
    func=_ADD_UP,
)

# What each rule says to people.
SENTENCES = {
    "entry_is_booked_once_a_term": "Pembayaran ini sudah dibukukan. Muat ulang halamannya.",
    "entry_fills_no_more_than_the_plan": "Penyaluran melebihi nilai bantuan rumah ini.",
    "entry_stays_below_its_ceiling": "Jumlahnya melebihi pagu tahap ini.",
    "entry_takes_no_more_than_the_account_holds": "Jumlahnya melebihi isi rekening penerima.",
    "entry_follows_the_term_before": "Tahap 1 harus dibukukan sebelum tahap 2, dan dikoreksi sesudahnya.",
    "entry_corrects_its_like": "Koreksi harus membatalkan satu pembukuan seluruhnya.",
}
