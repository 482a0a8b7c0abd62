"""The portal's addresses and one for uploads, which elsewhere need a whole case. Their purpose is the tests' own."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from perkim import urls
from perkim.accounts.access import access, account_of, signed_in
from perkim.files.actions import keep
from perkim.files.fields import UploadField
from perkim.files.intakes import Intake
from perkim.files.kinds import PDF
from tests.perkim.files.owner import OWN

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


class HungUploadForm(forms.Form):
    paper = UploadField(label="Surat", intake=Intake(key="uji_macet", accepts=(PDF,)))


@access(signed_in)
def upload(request: HttpRequest) -> HttpResponse:
    form = HungUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return HttpResponse(str(form.errors))
    file, now = form.cleaned_data["paper"], timezone.now()
    kept = keep(actor=account_of(request), file=file, purpose=OWN, accepts=PDF, subject="uji:1", now=now)
    return redirect(kept.get_absolute_url())


urlpatterns = [*urls.urlpatterns, path("uji/unggah/", upload)]
