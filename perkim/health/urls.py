"""Addresses of health."""

from django.urls import path

from perkim.health import views

app_name = "health"
prefix = "sehat/"
urlpatterns = [
    path("", views.page, name="page"),
    path("hidup", views.alive, name="alive"),
    path("siap", views.ready, name="ready"),
    path("angka", views.numbers, name="numbers"),
]
