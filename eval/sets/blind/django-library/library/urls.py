from django.contrib import admin
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from catalog.api import BookViewSet, LoanViewSet
from members.api import MemberViewSet

router = DefaultRouter()
router.register("books", BookViewSet)
router.register("loans", LoanViewSet, basename="loan")
router.register("members", MemberViewSet)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include(router.urls)),
    path("catalog/", include("catalog.urls")),
    path("members/", include("members.urls")),
]
