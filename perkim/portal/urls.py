"""Addresses of the shared pages."""

from django.urls import path

from perkim.portal.approvals import views as approval_views
from perkim.portal.bulk import views as bulk_views
from perkim.portal.bundle import views as bundle_views
from perkim.portal.case import action_views as case_action_views
from perkim.portal.case import decision_views
from perkim.portal.case import form_views as case_form_views
from perkim.portal.case import open_views as case_open_views
from perkim.portal.case import views as case_views
from perkim.portal.dashboard import views as dashboard_views
from perkim.portal.inbox import views as notice_views
from perkim.portal.lists import views as list_views
from perkim.portal.office import calendar_views, parameter_views
from perkim.portal.public import views as service_views
from perkim.portal.search import views as search_views
from perkim.portal.tracking import views as tracking_views
from perkim.portal.uploads import fetch_views, held_views
from perkim.portal.worklist import views as worklist_views

app_name = "portal"
urlpatterns = [
    path("", service_views.home, name="home"),
    path("layanan/", service_views.services, name="services"),
    path("layanan/<slug:slug>/", service_views.service, name="service"),
    path("lacak/", tracking_views.track, name="track"),
    path("kerja/", worklist_views.worklist, name="worklist"),
    path("kerja/unduh/", worklist_views.download, name="worklist_sheet"),
    path("kerja/putusan/<uuid:public_id>/", bulk_views.decide, name="bulk_decide"),
    path("kerja/<slug:programme>/", list_views.cases, name="cases"),
    path("kerja/<slug:programme>/unduh/", list_views.download, name="cases_sheet"),
    path("kerja/<slug:programme>/pilih/", bulk_views.pick, name="bulk_pick"),
    path("cari/", search_views.search, name="search"),
    path("berkas/<uuid:public_id>/", case_views.case, name="case"),
    path("berkas/<uuid:public_id>/riwayat/", case_views.history, name="case_history"),
    path("berkas/<uuid:public_id>/bundel/", bundle_views.bundle, name="case_bundle"),
    path("berkas/<uuid:public_id>/dasbor/", dashboard_views.dashboard, name="dashboard"),
    path("berkas/<uuid:public_id>/dasbor/unduh/", dashboard_views.download, name="dashboard_sheet"),
    path("berkas/<uuid:public_id>/putusan/", decision_views.decide, name="case_decide"),
    path("berkas/<uuid:public_id>/tugas/<int:pk>/lapor/", case_action_views.report, name="case_report"),
    path("berkas/<uuid:public_id>/tugas/<int:pk>/tarik/", case_action_views.withdraw, name="case_withdraw"),
    path("berkas/<uuid:public_id>/disposisi/", case_action_views.instruct, name="case_instruct"),
    path("berkas/<uuid:public_id>/serah/<str:role>/", case_action_views.hand_over, name="case_hand_over"),
    path("berkas/<uuid:public_id>/tenggat/<slug:key>/perpanjang/", case_action_views.extend, name="case_extend"),
    path("berkas/<uuid:public_id>/tenggat/<slug:key>/golongan/", case_action_views.choose_class, name="case_class"),
    path("berkas/<uuid:public_id>/jeda/", case_action_views.pause, name="case_pause"),
    path("berkas/<uuid:public_id>/lanjut/", case_action_views.resume, name="case_resume"),
    path("berkas/<uuid:public_id>/catatan/", case_action_views.write_note, name="case_note"),
    path("berkas/<uuid:public_id>/catatan/<int:pk>/tarik/", case_action_views.withdraw_note, name="case_note_withdraw"),
    path("berkas/<uuid:public_id>/koreksi/", case_action_views.correct, name="case_correct"),
    path("berkas/<uuid:public_id>/isi/", case_form_views.fill, name="case_fill"),
    path("berkas/<uuid:public_id>/keterangan/", case_form_views.change, name="case_change"),
    path("kerja/<slug:slug>/<slug:key>/baru/", case_open_views.open_new, name="case_new"),
    path("pengaturan/hari-libur/", calendar_views.days_off, name="days_off"),
    path("pengaturan/parameter/", parameter_views.parameters, name="parameters"),
    path("pengaturan/parameter/<str:key>/", parameter_views.parameter, name="parameter"),
    path("persetujuan/", approval_views.approvals, name="approvals"),
    path("persetujuan/<uuid:public_id>/<slug:key>/", approval_views.approval, name="approval"),
    path("persetujuan/<uuid:public_id>/<slug:key>/setujui/", approval_views.approve, name="approve"),
    path("persetujuan/<uuid:public_id>/<slug:key>/kembalikan/", approval_views.send_back, name="send_back"),
    path("titipan/<slug:intake>/", held_views.receive, name="held"),
    path("unduh/<uuid:public_id>/", fetch_views.fetch, name="file"),
    path("unduh/<uuid:public_id>/kecil/", fetch_views.fetch_thumbnail, name="file_thumbnail"),
    path("pemberitahuan/", notice_views.notices, name="notices"),
    path("pemberitahuan/<int:pk>/buka/", notice_views.open_notice, name="notice_open"),
    path("pemberitahuan/dibaca/", notice_views.mark_all, name="notices_read"),
    path("pemberitahuan/surel/", notice_views.choose_mail, name="notices_mail"),
]
