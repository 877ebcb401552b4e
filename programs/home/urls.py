"""The first page, and the desks."""

from django.urls import include, path

from programs.home import views

desk = [
    path("", views.desks, name="home"),
    path("<slug:slug>/", views.desk, name="company"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", include((desk, "desk"))),
]
