"""Whole numbers of people stay out of addresses: histories of browsers and logs of servers keep those.

What was typed is posted. A whole NIK or No. KK goes on masked in the address, and sealed in the session of who typed
it.
"""

import base64
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from perkim.people.cipher import NIK, UnreadableError, index_of, seal, unseal
from perkim.portal.search.seeking import identity_in, masked

KEY = "dicari"
MOST_KEPT = 10
# More is neither looked for nor put into an address, which no server takes at any length.
LONGEST = 100


def to_address(request: HttpRequest, name: str) -> HttpResponse | None:
    """The same page by an address that may be kept: for what was posted, and for a whole number that came in the
    address itself. None for an address that may stay. `name` is the field that people type into."""
    typed = request.POST if request.method == "POST" else request.GET
    number = identity_in(typed.get(name, ""))
    if request.method != "POST" and not number:
        return None
    plain = typed.copy()
    plain.pop("csrfmiddlewaretoken", None)
    for field, values in list(plain.lists()):
        plain.setlist(field, [value[:LONGEST] for value in values])
    if number:
        # Many numbers look alike when masked; a few signs of the hash tell them apart.
        plain[name] = shown = f"{masked(number)}~{index_of(NIK, number).hex()[:8]}"
        _keep(request, shown, number)
    return redirect(f"{request.path}?{plain.urlencode()}")


def query_of(request: HttpRequest, name: str) -> QueryDict:
    """The parameters of the address; a masked number that this session typed stands whole in them again: the very one,
    or, where its page sent it back as it was shown, the newest that looks so."""
    shown, numbers = request.GET.get(name, ""), request.session.get(KEY, {})
    kept = numbers.get(shown) or next((numbers[key] for key in reversed(numbers) if key.split("~")[0] == shown), None)
    if kept is None:
        return request.GET
    query = request.GET.copy()
    with suppress(UnreadableError):
        query[name] = unseal(base64.b64decode(kept))
    return query


def _keep(request: HttpRequest, shown: str, number: str) -> None:
    before = {each: sealed for each, sealed in request.session.get(KEY, {}).items() if each != shown}
    newest = [*before.items(), (shown, base64.b64encode(seal(number)).decode())][-MOST_KEPT:]
    request.session[KEY] = dict(newest)
