from django.urls import path

from . import views

urlpatterns = [
    path("", views.search),
    path("shelf", views.shelf),
    path("author/<str:name>", views.author),
    path("<int:pk>", views.detail, name="book"),
    path("<int:pk>/edit", views.edit),
    path("<int:pk>/review", views.review),
    path("<int:pk>/borrow", views.borrow),
    path("<int:pk>/cover", views.cover),
    path("loans/<int:loan_id>", views.receipt),
    path("loans/<int:loan_id>/return", views.give_back),
    path("language", views.language),
    path("scan", views.scan),
    path("sample", views.sample),
    path("bulk", views.bulk),
    path("restore", views.restore_list),
    path("letter", views.letter),
    path("convert", views.convert),
    path("metadata", views.metadata),
    path("ping", views.ping),
]
