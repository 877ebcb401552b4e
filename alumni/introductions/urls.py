"""Addresses of introductions, of words for those who aren't here yet, and of the quiet start."""

from django.urls import path

from alumni.introductions import quiet_views, views, vouching_views

app_name = "introductions"
urlpatterns = [
    path("introductions/", views.own, name="list"),
    path("introductions/<int:pk>/", views.one, name="one"),
    path("introductions/<int:pk>/leave/", views.leave, name="leave"),
    path("introductions/ask/<int:other>/through/<int:middle>/", views.ask, name="ask"),
    path("companies/<slug:slug>/ways/through/<int:middle>/", views.ask_company, name="ask_company"),
    path("vouches/", vouching_views.vouches, name="vouches"),
    path("vouches/new/", vouching_views.vouch, name="vouch"),
    path("vouches/<int:pk>/withdraw/", vouching_views.vouch_withdraw, name="vouch_withdraw"),
    path("desk/<slug:slug>/vouches/", vouching_views.desk, name="desk"),
    path("desk/<slug:slug>/vouches/<int:pk>/", vouching_views.desk_one, name="desk_one"),
    path("quiet/", quiet_views.start, name="quiet"),
    path("quiet/step/", quiet_views.step, name="quiet_step"),
    path("quiet/leave/", quiet_views.leave, name="quiet_leave"),
]
