"""Addresses of recipients' bank accounts."""

from django.urls import path

from perkim.banking import list_views, views

app_name = "banking"
urlpatterns = [
    path("berkas/<uuid:public_id>/rekening/", views.account, name="account"),
    path("berkas/<uuid:public_id>/rekening/nomor/", views.number, name="number"),
    path("berkas/<uuid:public_id>/rekening/pastikan/", views.confirm, name="confirm"),
    path("berkas/<uuid:public_id>/rekening/<slug:key>/", views.account, name="account_of"),
    path("berkas/<uuid:public_id>/rekening-penerima/", list_views.accounts, name="accounts"),
    path("berkas/<uuid:public_id>/rekening-penerima/<slug:key>/", list_views.accounts, name="accounts_of"),
]
