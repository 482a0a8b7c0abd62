"""Addresses of imports."""

from django.urls import path

from perkim.imports import deciding_views, preview_views, row_views, upload_views

app_name = "imports"
prefix = "impor/"
urlpatterns = [
    path("<uuid:public_id>/", preview_views.batch, name="batch"),
    path("<uuid:public_id>/baris/<int:line>/", row_views.row, name="row"),
    path("<uuid:public_id>/baris/<int:line>/lepas/", row_views.drop_row, name="drop"),
    path("<uuid:public_id>/baris/<int:line>/ikutkan/", row_views.take_row_back, name="take_back"),
    path("<uuid:public_id>/alasan/", row_views.explain_rows, name="explain"),
    path("<uuid:public_id>/bermasalah.xlsx", preview_views.left, name="left"),
    path("<uuid:public_id>/simpan/", deciding_views.store, name="store"),
    path("<uuid:public_id>/batal/", deciding_views.cancel_batch, name="cancel"),
    path("<uuid:public_id>/tarik/", deciding_views.undo_batch, name="undo"),
    path("<slug:kind>/<slug:ref>/", upload_views.upload, name="upload"),
    path("<slug:kind>/<slug:ref>/ketik/", upload_views.type_one, name="type_one"),
    path("<slug:kind>/<slug:ref>/contoh.xlsx", upload_views.form_to_fill, name="form"),
]
