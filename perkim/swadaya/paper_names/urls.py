"""Addresses of the names that papers give; part of the addresses of household aid."""

from django.urls import path

from perkim.swadaya.paper_names import views

_AT = "berkas/<uuid:public_id>/nama-naskah/<slug:key>/"
urlpatterns = [
    path(_AT, views.names, name="paper_names"),
    path(f"{_AT}<int:pk>/", views.answer, name="paper_name_answer"),
]
