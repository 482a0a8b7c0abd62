"""From cases that somebody chose, or that a page chose for him, to the page of one decision on all of them."""

from collections.abc import Mapping
from itertools import islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from perkim.accounts.access import account_of
from perkim.portal.bulk import selections
from perkim.portal.bulk.selections import MOST_CASES

REST = "Satu putusan paling banyak 2.500 berkas. Ulangi untuk sisanya sesudah ini."


def decide_on(
    request: HttpRequest,
    *,
    programme: str,
    process: str,
    stage: str,
    way: str,
    versions: Mapping[int, int],
    back: str,
    nobody: str,
) -> HttpResponse:
    """The page of the decision, with this way chosen; back with the sentence `nobody` where there is no case. What one
    decision cannot take is left for the next."""
    if not versions:
        messages.error(request, nobody)
        return redirect(back)
    if len(versions) > MOST_CASES:
        messages.info(request, REST)
    taken = dict(islice(versions.items(), MOST_CASES))
    kind = {"programme": programme, "process": process, "stage": stage, "way": way}
    made = selections.keep(account_of(request), **kind, versions=taken, back=back)
    return redirect("portal:bulk_decide", made.key)
