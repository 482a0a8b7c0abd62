"""Addresses of staged aid: progress of the work, reports on its money, and the ledger of a household."""

from django.urls import path

from perkim.funds import ledger_views, work_views

app_name = "funds"
urlpatterns = [
    path("berkas/<uuid:public_id>/kemajuan/<slug:key>/", work_views.progress, name="progress"),
    path("berkas/<uuid:public_id>/lpd/<slug:key>/", work_views.report, name="report"),
    path("berkas/<uuid:public_id>/lpd/<slug:key>/periksa/", work_views.check, name="check"),
    path("berkas/<uuid:public_id>/dana/", ledger_views.ledger, name="ledger_of"),
    path("berkas/<uuid:public_id>/dana/bukukan/<slug:act>/", ledger_views.book, name="book"),
    path("berkas/<uuid:public_id>/dana/koreksi/<slug:entry>/", ledger_views.correction, name="correction"),
    path("berkas/<uuid:public_id>/dana/<slug:key>/", ledger_views.ledger, name="ledger"),
]
