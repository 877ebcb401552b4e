"""Addresses of coming in: public links, the three steps, and HR's pages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from alumni.arrivals import desk, views


class Way(StringConverter):
    regex = "invitation|request"


class Again(StringConverter):
    regex = "again|withdraw"


register_converter(Way, "arrival_way")
register_converter(Again, "invitation_step")

app_name = "arrivals"
urlpatterns = [
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("invitations/<str:token>/no/", views.decline, name="decline"),
    path("welcome/<arrival_way:way>/<int:pk>/", views.names, name="names"),
    path("welcome/<arrival_way:way>/<int:pk>/purpose/", views.purpose, name="purpose"),
    path("welcome/<arrival_way:way>/<int:pk>/visibility/", views.visibility, name="visibility"),
    path("join/", views.join, name="join"),
    path("join/confirm/", views.confirm, name="confirm"),
    path("join/status/", views.status, name="status"),
    path("join/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/<slug:slug>/people/", desk.people, name="people"),
    path("desk/<slug:slug>/people/invite/", desk.invite, name="invite"),
    path("desk/<slug:slug>/invitations/<int:pk>/<invitation_step:what>/", desk.one_invitation, name="one_invitation"),
    path("desk/<slug:slug>/requests/", desk.requests, name="requests"),
    path("desk/<slug:slug>/requests/<int:pk>/", desk.one_request, name="request"),
]
