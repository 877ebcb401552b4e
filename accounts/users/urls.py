"""Addresses of one's own account; log-in, passwords and second factors are allauth's, under /accounts/."""

from django.urls import path

from accounts.users import views

app_name = "users"
urlpatterns = [
    path("me/", views.settings, name="settings"),
    path("confirm/", views.prove, name="prove"),
    path("confirm/again/", views.send_again, name="send_again"),
    path("me/language/", views.language, name="language"),
]
