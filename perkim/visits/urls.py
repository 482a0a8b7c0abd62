"""Addresses of field visits."""

from django.urls import path

from perkim.visits import field_views, photo_views, views

app_name = "visits"
urlpatterns = [
    path("lapangan/", field_views.field_work, name="field_work"),
    path("berkas/<uuid:public_id>/kunjungan/", views.visit_of_stage, name="visit_of_stage"),
    path("berkas/<uuid:public_id>/kunjungan/<slug:key>/", views.visit, name="visit"),
    path("berkas/<uuid:public_id>/foto/<slug:key>/", photo_views.photos, name="photos"),
    path("berkas/<uuid:public_id>/foto/<slug:key>/terima/", photo_views.accept, name="accept"),
    path("berkas/<uuid:public_id>/foto/<slug:key>/sisi/<slug:slot>/", photo_views.send, name="send"),
    path(
        "berkas/<uuid:public_id>/foto/<slug:key>/sisi/<slug:slot>/kembalikan/", photo_views.send_back, name="send_back"
    ),
]
