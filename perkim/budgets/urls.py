"""Addresses of what households plan to spend."""

from django.urls import path

from perkim.budgets import budget_views
from perkim.budgets.shops import views as shop_views

app_name = "budgets"
urlpatterns = [
    path("berkas/<uuid:public_id>/rab/<slug:key>/", budget_views.budget, name="budget"),
    path("berkas/<uuid:public_id>/rab/<slug:key>/periksa/", budget_views.check, name="check"),
    path("berkas/<uuid:public_id>/toko/buka/", shop_views.numbers, name="shop_numbers"),
    path("berkas/<uuid:public_id>/toko/<slug:key>/", shop_views.shop, name="shop"),
]
