"""Who may choose a shop, and who may read its numbers. Where nothing says yes, a sentence says why not."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.budgets.requirements import ShopChosen
from perkim.lib.text import within_sentence
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.visits.policies import provider_refusal

# Who buys from the shop, checks it, or has it paid.
READS_NUMBERS = (Role.TFL, Role.KORFAS, Role.TIM_TEKNIS, Role.VERIFIKATOR, Role.PPK, Role.BENDAHARA)


def shop_refusal(user: User, case: Berkas, requirement: ShopChosen) -> str:
    """Why this account may not choose the shop now; empty if it may."""
    if (
        requirement in case.declared_stage.requirements
        or case.stage not in requirement.stages
        or not case.is_open
        or case.frozen
    ):
        return provider_refusal(user, case, requirement)
    role = requirement.worked_by or case.declared_stage.worked_by
    if works_as(user, case, [role], parts_of(user, [case])):
        return ""
    return f"{requirement.title} dicatat oleh {within_sentence(role.label)} yang menangani berkas ini."


def may_open_numbers(user: User, case: Berkas) -> bool:
    """Whether this account may see the owner's and the account's whole number, with a reason. Two queries."""
    return works_as(user, case, READS_NUMBERS, parts_of(user, [case]))
