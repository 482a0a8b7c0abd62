"""Addresses of household aid."""

from django.urls import URLPattern

app_name = "swadaya"
urlpatterns: list[URLPattern] = []
