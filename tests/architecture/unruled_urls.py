"""A URLconf with a view that forgot to state its rule."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from perkim.urls import handler403, urlpatterns

__all__ = ["handler403", "urlpatterns"]


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("terbuka")


urlpatterns = [*urlpatterns, path("tanpa-aturan/", forgotten)]
