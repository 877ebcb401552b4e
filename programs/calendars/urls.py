"""The addresses of one's calendar."""

from django.urls import path

from programs.calendars import views

app_name = "calendars"
urlpatterns = [
    path("calendar/", views.settings_page, name="settings"),
    path("calendar/stop/", views.revoke, name="revoke"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("events/<int:pk>/calendar/", views.add, name="add"),
]
