"""Addresses of road contracts."""

from django.urls import path

from tests.samples.roads import views

app_name = "roads"
prefix = "jalan/"
urlpatterns = [path("peta/", views.roads, name="map")]
