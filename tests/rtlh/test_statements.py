"""What an action and a page read of one house: each thing once."""

from collections import Counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas
from tests.cast import give_second_factor
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach

LEDGER = 'FROM "funds_entry"'
IDS_OF_CASES = 'SELECT "sipoc_berkas"."id" AS "pk" FROM "sipoc_berkas" WHERE "sipoc_berkas"."id" = '


def statements(queries: CaptureQueriesContext) -> list[str]:
    return [each["sql"] for each in queries.captured_queries]


def test_recording_a_paper_reads_the_ledger_once_for_each_question(walker: Walker) -> None:
    """Whether its turn has come, whether what was met before is met still, and whose turn it is now."""
    case = reach(walker, "lpd_1")
    checked, paper = case.declared_stage.requirements[:2]
    provide(checked, walker, Berkas.objects.get(pk=case.pk))
    with CaptureQueriesContext(connection) as queries:
        provide(paper, walker, Berkas.objects.get(pk=case.pk))
    made = statements(queries)
    assert sum(LEDGER in each for each in made) == 3
    assert not [each for each in made if each.startswith(IDS_OF_CASES)]
    assert len(made) <= 64, len(made)


def test_the_page_of_a_house_reads_its_money_and_its_account_once(walker: Walker, client: Client) -> None:
    case = reach(walker, "lpd_1")
    reader = walker.holder(Role.KADIS)
    give_second_factor(reader)
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(case.get_absolute_url()).status_code == 200
    made = statements(queries)
    assert sum(LEDGER in each for each in made) == 1
    twice = {each.partition(" WHERE ")[0] for each, times in Counter(made).items() if times > 1}
    assert {each.rpartition(" ")[2] for each in twice} == {'"sipoc_participant"'}
