"""The addresses of the alumni house, gathered from its slices."""

from django.urls import include, path

urlpatterns: list[object] = [
    path("", include("alumni.companies.urls")),
    path("", include("alumni.imports.urls")),
    path("", include("alumni.arrivals.urls")),
    path("", include("alumni.tenures.urls")),
    path("", include("alumni.profiles.urls")),
    path("", include("alumni.blocks.urls")),
    path("", include("alumni.connections.urls")),
    path("", include("alumni.introductions.urls")),
    path("", include("alumni.directory.urls")),
    path("", include("alumni.talks.urls")),
]
