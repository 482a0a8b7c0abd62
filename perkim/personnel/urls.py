"""Addresses of the admin's screens of accounts."""

from django.urls import path

from perkim.personnel import identity_views, release_views, views, village_views

app_name = "personnel"
prefix = "akun/"
urlpatterns = [
    path("", views.accounts, name="list"),
    path("baru/", views.new, name="new"),
    path("desa/", village_views.villages, name="villages"),
    path("menunggu/", release_views.waiting, name="releases"),
    path("menunggu/<int:pk>/", release_views.decide, name="release"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/nik/", identity_views.tell, name="nik"),
    path("<int:pk>/peran/", views.give, name="give"),
    path("<int:pk>/pelaksana/", views.appoint, name="appoint"),
    path("<int:pk>/peran/<int:assignment_pk>/akhiri/", views.end, name="end"),
    path("<int:pk>/keadaan/", views.change_state, name="change_state"),
    path("<int:pk>/slip/", views.slip, name="slip"),
]
