"""Addresses of one's own profile."""

from django.urls import path

from alumni.profiles import views

app_name = "profiles"
urlpatterns = [
    path("me/visibility/", views.visibility, name="visibility"),
    path("me/consents/", views.consents, name="consents"),
    path("me/consents/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
