"""Addresses of a company's desk: its departments, and its settings."""

from django.urls import path

from alumni.companies import views

app_name = "companies"
desk = "desk/<slug:slug>/"
unit = f"{desk}departments/<int:pk>/"
urlpatterns = [
    path(f"{desk}departments/", views.departments, name="departments"),
    path(unit, views.department, name="department"),
    path(f"{unit}correct/", views.correct, name="correct"),
    path(f"{unit}rename/", views.rename, name="rename"),
    path(f"{unit}split/", views.split, name="split"),
    path(f"{unit}merge/", views.merge, name="merge"),
    path(f"{unit}close/", views.close, name="close"),
    path(f"{unit}reopen/", views.reopen, name="reopen"),
    path(f"{desk}departments/links/<int:pk>/take-back/", views.take_back, name="take_back"),
    path(f"{desk}settings/", views.settings, name="settings"),
    path(f"{desk}settings/purpose/", views.purpose, name="purpose"),
]
