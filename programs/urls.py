"""The addresses of the programs house, gathered from its slices."""

from django.urls import include, path

urlpatterns: list[object] = [
    path("", include("programs.announcements.urls")),
    path("", include("programs.checkins.urls")),
    path("", include("programs.events.urls")),
    path("", include("programs.calendars.urls")),
    path("", include("programs.keepsakes.urls")),
    path("", include("programs.ledger.urls")),
    path("", include("programs.exchange.urls")),
    path("", include("programs.collaborations.urls")),
    path("", include("programs.cohorts.urls")),
    path("", include("programs.mentoring.urls")),
    path("", include("programs.visions.urls")),
    path("", include("programs.lines.urls")),
    path("", include("programs.home.urls")),
]
