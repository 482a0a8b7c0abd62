"""Addresses of papers."""

from django.urls import path

from perkim.documents import draft_views, views

app_name = "documents"
urlpatterns = [
    path("berkas/<uuid:public_id>/naskah/<slug:key>/", views.paper, name="paper"),
    path("berkas/<uuid:public_id>/naskah/<slug:key>/tarik/", views.withdraw, name="withdraw"),
    path("berkas/<uuid:public_id>/naskah/<slug:key>/konsep/", draft_views.draft, name="draft"),
]
