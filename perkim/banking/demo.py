"""How demo office and tests meet requirements about bank accounts: as banks open them, in the name on the decree."""

from perkim.banking.account_status import account_status_of
from perkim.banking.actions.confirming import confirm_account
from perkim.banking.actions.recording import AccountDetails, record_account
from perkim.banking.models import Account
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.sipoc.models import Berkas


def account_details(case: Berkas) -> AccountDetails:
    """What the bank says of a household's account."""
    name = account_status_of(case).name
    return AccountDetails(bank="Bank Jatim", branch="Lumajang", number=f"07{case.pk:08}", holder=name.upper())


@provide.register
def _(requirement: AccountRecorded, hands: Hands, case: Berkas) -> None:
    actor = hands.holder(requirement.recorded_by)
    record_account(actor=actor, case=case, details=account_details(case), seen=None, now=hands.tick())


@provide.register
def _(requirement: AccountConfirmed, hands: Hands, case: Berkas) -> None:
    if account_status_of(case).account is None and (recorded := AccountRecorded.find(case.declared)):
        provide(recorded, hands, case)
    account = Account.objects.current().get(berkas=case)
    confirm_account(actor=hands.provider(requirement, case), case=case, seen=account.pk, now=hands.tick())


@provide.register
def _(requirement: AccountsBelow, hands: Hands, case: Berkas) -> None:
    """The staff brings the bank's numbers, whoever works the stage."""
    lacking = requirement.below(case.as_queryset()).exclude(rekening__in=Account.objects.current())
    for house in lacking.order_by("id"):
        if recorded := AccountRecorded.find(house.declared):
            provide(recorded, hands, house)
