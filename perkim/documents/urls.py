"""Addresses of papers."""

from django.urls import path

from perkim.documents import draft_views, run_views, views

app_name = "documents"
urlpatterns = [
    path("naskah/cetak/<uuid:public_id>/", run_views.run, name="run"),
    path("berkas/<uuid:public_id>/naskah/<slug:key>/", views.paper, name="paper"),
    path("berkas/<uuid:public_id>/naskah/<slug:key>/tarik/", views.withdraw, name="withdraw"),
    path("berkas/<uuid:public_id>/naskah/<slug:key>/konsep/", draft_views.draft, name="draft"),
]
