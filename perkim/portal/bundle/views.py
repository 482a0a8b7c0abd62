"""The bundle of a case, `/berkas/<id>/bundel/`: everything it holds as one download, written into its history."""

from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, signed_in
from perkim.audit.kinds import declare
from perkim.portal.bundle.contents import bundle_of
from perkim.portal.bundle.zip_stream import zip_stream
from perkim.portal.case.access import desk_of
from perkim.sipoc.actions.viewing import record_look

TAKEN = declare("berkas.bundel", "Bundel berkas diunduh")


@require_safe
@access(signed_in)
def bundle(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Who may see the case may take it, without what is not for him. That he did is recorded before the first byte."""
    desk = desk_of(request, public_id)
    made = bundle_of(desk)
    if request.method == "GET":
        data = {"file": len(made.items), "byte": made.size}
        record_look(actor=desk.user, case=desk.case, kind=TAKEN, data=data, now=desk.now)
        desk.case.refresh_from_db(fields=["log_head"])
    # Photos and PDF are squeezed already; squeezing the stream again would only hold it back.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    answer = StreamingHttpResponse(zip_stream(made.entries()), content_type="application/zip")
    name = f"berkas-{desk.case.number or desk.case.public_id}-{timezone.localdate(desk.now):%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
