"""Addresses of the desk's pages about posts."""

from django.urls import path

from alumni.tenures import desk

app_name = "tenures"
urlpatterns = [
    path("desk/<slug:slug>/tenures/", desk.queue, name="queue"),
    path("desk/<slug:slug>/tenures/<int:pk>/", desk.claim, name="claim"),
]
