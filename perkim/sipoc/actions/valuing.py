"""The amounts of cases whose kind works them out, kept right wherever a case comes to stand."""

from perkim.sipoc.actions.step import Step


def value(step: Step) -> None:
    """Give each case the amount that its kind of case works out for where it stands now; none where it names none."""
    worth = step.cases[0].declared.worth
    if worth is None:
        return
    amounts = worth(step.cases)
    for case in step.cases:
        case.amount = amounts.get(case.pk)
