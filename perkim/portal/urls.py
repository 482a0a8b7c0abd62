"""Addresses of the shared pages."""

from django.urls import path

from perkim.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/", views.services, name="services"),
    path("layanan/<slug:slug>/", views.service, name="service"),
    path("kerja/", views.worklist, name="worklist"),
]
