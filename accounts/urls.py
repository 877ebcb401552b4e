"""The addresses of the accounts house, gathered from its slices."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.notices.urls")),
    path("", include("accounts.users.urls")),
]
