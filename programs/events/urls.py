"""The addresses of gatherings."""

from django.urls import path

from programs.events import hosting, views

app_name = "events"
urlpatterns = [
    path("events/", views.list_, name="list"),
    path("events/answer/<str:token>/", views.answer, name="answer"),
    path("events/<int:pk>/", views.detail, name="detail"),
    path("events/<int:pk>/reply/", views.reply, name="reply"),
    path("events/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("events/<int:pk>/calendar.ics", views.calendar, name="calendar"),
    # by whoever holds one
    path("events/new/", hosting.new, name="new"),
    path("events/reach/", hosting.reach, name="reach"),
    path("events/<int:pk>/edit/", hosting.edit, name="edit"),
    path("events/<int:pk>/publish/", hosting.publish, name="publish"),
    path("events/<int:pk>/cancel/", hosting.cancel, name="cancel"),
    path("events/<int:pk>/copy/", hosting.copy, name="copy"),
    path("events/<int:pk>/people/", hosting.people, name="people"),
    path("events/<int:pk>/people.csv", hosting.people_csv, name="people_csv"),
    path("events/<int:pk>/people/<int:person>/remove/", hosting.remove, name="remove"),
]
