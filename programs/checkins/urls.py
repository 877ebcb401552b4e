"""The addresses of the door: one's ticket, the host's desk, the code on the wall."""

from django.urls import path

from programs.checkins import desk, views

app_name = "checkins"
urlpatterns = [
    path("tickets/<str:token>/", views.ticket, name="ticket"),
    path("events/<int:pk>/ticket/", views.mine, name="mine"),
    path("events/<int:pk>/here/", views.here, name="here"),
    # by whoever holds the gathering
    path("events/<int:pk>/checkin/", desk.desk, name="desk"),
    path("events/<int:pk>/checkin/mark/", desk.mark, name="mark"),
    path("events/<int:pk>/checkin/undo/", desk.undo, name="undo"),
    path("events/<int:pk>/checkin/sync/", desk.sync, name="sync"),
    path("events/<int:pk>/checkin/poster/", desk.poster, name="poster"),
    path("events/checkin-worker.js", desk.worker, name="worker"),
]
