"""Addresses of knowing each other."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from alumni.connections import views


class Close(StringConverter):
    regex = "pass|withdraw|end"


register_converter(Close, "connection_close")

app_name = "connections"
urlpatterns = [
    path("connections/", views.own, name="list"),
    path("connections/<int:pk>/", views.one, name="one"),
    path("connections/<int:pk>/<connection_close:what>/", views.close, name="close"),
    path("people/<int:pk>/connect/", views.connect, name="connect"),
    path("people/<int:pk>/ways/", views.ways, name="ways"),
    path("companies/<slug:slug>/ways/", views.ways_into, name="ways_into"),
]
