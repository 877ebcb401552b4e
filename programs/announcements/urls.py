"""The addresses of a company's announcements: its desk, and the page of whoever was told."""

from django.urls import path

from programs.announcements import reading_views, views

app_name = "announcements"
DESK = "desk/<slug:slug>/news/"
urlpatterns = [
    path("news/<int:pk>/", reading_views.read, name="read"),
    path(DESK, views.list_, name="list"),
    path(f"{DESK}new/", views.new, name="new"),
    path(f"{DESK}reach/", views.reach, name="reach"),
    path(f"{DESK}<int:pk>/", views.one, name="one"),
    path(f"{DESK}<int:pk>/edit/", views.edit, name="edit"),
    path(f"{DESK}<int:pk>/sample/", reading_views.sample, name="sample"),
    path(f"{DESK}<int:pk>/sample/mail/", reading_views.mail, name="mail"),
    path(f"{DESK}<int:pk>/try/", views.try_out, name="try_out"),
    path(f"{DESK}<int:pk>/schedule/", views.schedule, name="schedule"),
    path(f"{DESK}<int:pk>/cancel/", views.cancel, name="cancel"),
    path(f"{DESK}<int:pk>/reopen/", views.reopen, name="reopen"),
    path(f"{DESK}<int:pk>/copy/", views.copy, name="copy"),
]
