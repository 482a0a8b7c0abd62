"""Addresses of a ranking; part of the addresses of household aid."""

from django.urls import path

from perkim.swadaya.ranking import award_views, views

_AT = "berkas/<uuid:public_id>/peringkat/"
urlpatterns = [
    path("berkas/<uuid:public_id>/tetapkan/", award_views.award, name="award"),
    path("berkas/<uuid:public_id>/tutup-cadangan/", award_views.close_reserves, name="close_reserves"),
    path(_AT, views.ranking, name="ranking"),
    path(f"{_AT}kuota/", views.quota, name="ranking_quota"),
    path(f"{_AT}kuota/<slug:key>/", views.quota, name="ranking_quota_of"),
    path(f"{_AT}bekukan/", views.freeze, name="ranking_freeze"),
    path(f"{_AT}umumkan/", views.announce, name="ranking_announce"),
    path(f"{_AT}sanggahan/", views.object_to, name="ranking_object"),
    path(f"{_AT}sanggahan/<int:pk>/", views.answer, name="ranking_answer"),
    path(f"{_AT}tutup/", views.close, name="ranking_close"),
    path(f"{_AT}isi/<int:pk>/", views.fill, name="ranking_fill"),
    path(f"{_AT}<slug:key>/", views.ranking, name="ranking_of"),
    path("layanan/pengumuman/<uuid:public_id>/", views.announced, name="announced"),
]
