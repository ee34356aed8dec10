from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from samples import api, views

router = DefaultRouter()
router.register("samples", api.SampleViewSet, basename="sample")
router.register("staff", api.StaffViewSet, basename="staff")
router.register("results", api.ResultViewSet, basename="result")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("login/", auth_views.LoginView.as_view(template_name="login.html"), name="login"),
    path("api/", include(router.urls)),
    path("api/instruments/import/", api.InstrumentImport.as_view()),
    path("api/instruments/settings/", api.InstrumentSettings.as_view()),
    path("api/certificates/verify/", api.CertificateVerify.as_view()),
    path("", views.overview, name="overview"),
    path("samples/<int:pk>/", views.sample_detail, name="sample"),
    path("samples/<int:pk>/comment/", views.sample_comment, name="sample-comment"),
    path("reports/", views.report_file, name="report-file"),
    path("reports/convert/", views.report_convert, name="report-convert"),
    path("letters/preview/", views.letter_preview, name="letter-preview"),
    path("switch/", views.switch_customer, name="switch"),
    path("invite/", views.invite, name="invite"),
    path("hooks/courier/", views.courier_hook, name="courier-hook"),
]
