"""Finding people."""

from django.urls import include, path

from alumni.directory import views

directory = [
    path("", views.people, name="list"),
    path("suggest/", views.suggest, name="suggest"),
]

urlpatterns = [
    path("people/", include((directory, "directory"))),
]
