"""Whether an account may see one case is looked up from that case: what it costs does not grow with all the others."""

import json
from copy import copy
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models.base import ModelState

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas, Participant
from tests.perkim.sipoc.test_ended_roles import MONDAY, anew, office  # noqa: F401

# Enough for PostgreSQL to prefer an index.
BUNDLES, EACH = 60, 25
# The case, and those that lie in it.
FEW = 2 * EACH


def fill(office: SimpleNamespace) -> None:  # noqa: F811
    """Many more bundles of visits, all visits in the hands of one person."""
    bundles = Berkas.objects.bulk_create(as_drafts(office.bundle, BUNDLES))
    visits = as_drafts(office.visits[1], BUNDLES * EACH)
    for place, visit in enumerate(visits):
        visit.parent = bundles[place // EACH]
    made = Berkas.objects.bulk_create(visits)
    parts = [Participant(berkas=case, capacity=Role.TFL, user=office.tfl, since=MONDAY) for case in made]
    Participant.objects.bulk_create(parts)
    with connection.cursor() as cursor:
        for model in (Berkas, Participant):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def as_drafts(like: Berkas, count: int) -> list[Berkas]:
    rows = [copy(like) for _ in range(count)]
    for row in rows:
        row.pk, row._state, row.public_id = None, ModelState(), uuid4()
        row.number, row.receipt, row.submitted_at = "", "", None
    return rows


def cases_read(node: dict[str, Any]) -> float:
    """How many rows of cases were looked at in a plan that was carried out."""
    found = sum(cases_read(below) for below in node.get("Plans", ()))
    if node.get("Relation Name") == Berkas._meta.db_table:
        refused = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        found += node["Actual Loops"] * (node["Actual Rows"] + refused)
    return found


def test_no_other_case_is_read(office: SimpleNamespace) -> None:  # noqa: F811
    fill(office)
    for reader, case in product(("staf", "korfas", "tfl", "tfl2", "kadis"), (office.visits[0], office.bundle)):
        user = anew(getattr(office, reader))
        for rows in (Berkas.objects.visible_to(user), Berkas.objects.seen_whole_by(user)):
            (plan,) = json.loads(rows.filter(pk=case.pk).explain(format="json", analyze=True))
            assert 1 <= cases_read(plan["Plan"]) <= FEW, (reader, plan)
