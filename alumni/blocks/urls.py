"""Addresses of one's blocks and reports."""

from django.urls import path

from alumni.blocks import views

app_name = "blocks"
urlpatterns = [
    path("me/blocks/", views.list_, name="list"),
    path("me/blocks/<int:pk>/undo/", views.undo, name="undo"),
]
