"""Addresses of socialisation; part of the addresses of household aid."""

from django.urls import path

from perkim.swadaya.socialisation import views

_AT = "berkas/<uuid:public_id>/sosialisasi/"
urlpatterns = [
    path(_AT, views.meetings, name="meetings"),
    path(f"{_AT}catat/", views.record, name="meeting_record"),
    path(f"{_AT}<int:pk>/", views.mend, name="meeting_mend"),
    path(f"{_AT}<slug:key>/", views.meetings, name="meetings_of"),
]
