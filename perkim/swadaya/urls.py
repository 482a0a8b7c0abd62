"""Addresses of household aid."""

from django.urls import path

from perkim.swadaya.aid import views as aid_views
from perkim.swadaya.candidates import carry_views, identity_views
from perkim.swadaya.candidates import views as candidate_views
from perkim.swadaya.heirs import views as heir_views
from perkim.swadaya.kpb import hand_in_views
from perkim.swadaya.kpb import report_views as group_report_views
from perkim.swadaya.kpb import views as kpb_views
from perkim.swadaya.paper_names import urls as paper_name_urls
from perkim.swadaya.ranking import urls as ranking_urls
from perkim.swadaya.socialisation import urls as meeting_urls
from perkim.swadaya.survey import views as survey_views
from perkim.swadaya.verdict import views as verdict_views
from perkim.swadaya.villages import money_views as village_money_views

app_name = "swadaya"
urlpatterns = [
    *ranking_urls.urlpatterns,
    *meeting_urls.urlpatterns,
    *paper_name_urls.urlpatterns,
    path("bantuan-terdahulu/", aid_views.aid_lists, name="aid_lists"),
    path("berkas/<uuid:public_id>/calon/", candidate_views.candidates, name="candidates"),
    path("berkas/<uuid:public_id>/calon/cadangan/", carry_views.carry, name="carry"),
    path("berkas/<uuid:public_id>/calon/<slug:key>/", candidate_views.candidates, name="candidates_of"),
    path("berkas/<uuid:public_id>/identitas/", identity_views.identity, name="identity"),
    path("berkas/<uuid:public_id>/penerus/", heir_views.heir, name="heir"),
    path("berkas/<uuid:public_id>/penerus/tarik/", heir_views.take_back, name="heir_take_back"),
    path("berkas/<uuid:public_id>/survei/", survey_views.survey, name="survey"),
    path("berkas/<uuid:public_id>/survei/isi/<slug:key>/", survey_views.start, name="start"),
    path("berkas/<uuid:public_id>/survei/<slug:group>/", survey_views.group, name="group"),
    path("berkas/<uuid:public_id>/kelayakan/", verdict_views.verdict, name="verdict"),
    path("berkas/<uuid:public_id>/kelayakan/nilai/", verdict_views.assess, name="assess"),
    path("berkas/<uuid:public_id>/kelayakan/<slug:rule>/", verdict_views.rule, name="rule"),
    path("berkas/<uuid:public_id>/kelayakan/<slug:rule>/tarik/", verdict_views.withdraw, name="withdraw"),
    path("berkas/<uuid:public_id>/kpb/", kpb_views.groups, name="kpb"),
    path("berkas/<uuid:public_id>/kpb/bentuk/", kpb_views.form_group, name="kpb_form"),
    path("berkas/<uuid:public_id>/kpb/<int:pk>/", kpb_views.change_group, name="kpb_change"),
    path("berkas/<uuid:public_id>/lpd-kelompok/<slug:key>/", group_report_views.group_report, name="group_report"),
    path(
        "berkas/<uuid:public_id>/lpd-kelompok/<slug:key>/ajukan/",
        hand_in_views.hand_in_reports,
        name="hand_in_reports",
    ),
    path("berkas/<uuid:public_id>/dana-desa/", village_money_views.village_money, name="village_money"),
]
