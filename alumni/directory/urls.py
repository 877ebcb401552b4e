"""Finding people."""

from django.urls import include, path

from alumni.directory import saved_views, views

directory = [
    path("", views.people, name="list"),
    path("suggest/", views.suggest, name="suggest"),
    path("saved/", saved_views.list_, name="saved"),
    path("saved/new/", saved_views.new, name="saved_new"),
    path("saved/back/", saved_views.back, name="saved_back"),
    path("saved/<int:pk>/", saved_views.run, name="saved_run"),
    path("saved/<int:pk>/name/", saved_views.rename, name="saved_name"),
    path("saved/<int:pk>/tell/", saved_views.tell, name="saved_tell"),
    path("saved/<int:pk>/drop/", saved_views.drop, name="saved_drop"),
]

urlpatterns = [
    path("me/seen-by/", views.seen_by, name="seen_by"),
    path("people/", include((directory, "directory"))),
]
