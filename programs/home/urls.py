"""The first page, people as members see them, and the desks."""

from django.urls import include, path

from programs.home import desk_views, people_views, together_views, views

people = [
    path("<int:pk>/", people_views.person, name="detail"),
]
desk = [
    path("", desk_views.desks, name="home"),
    path("<slug:slug>/", desk_views.desk, name="company"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("together/", together_views.together, name="together"),
    path("people/", include((people, "people"))),
    path("desk/", include((desk, "desk"))),
]
