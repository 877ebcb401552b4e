"""Addresses of HR imports at a company's desk."""

from django.urls import path

from alumni.imports import views

app_name = "imports"
desk = "desk/<slug:slug>/imports/"
urlpatterns = [
    path(desk, views.index, name="list"),
    path(f"{desk}<int:batch_id>/", views.show, name="show"),
    path(f"{desk}<int:batch_id>/columns/", views.columns, name="columns"),
    path(f"{desk}<int:batch_id>/progress/", views.progress, name="progress"),
    path(f"{desk}<int:batch_id>/take/", views.take, name="take"),
    path(f"{desk}<int:batch_id>/undo/", views.undo, name="undo"),
    path(f"{desk}<int:batch_id>/discard/", views.discard, name="discard"),
    path(f"{desk}<int:batch_id>/rows/<int:row_id>/", views.decide, name="decide"),
    path(f"{desk}<int:batch_id>/namesakes/", views.namesakes, name="namesakes"),
    path(f"{desk}<int:batch_id>/mend.csv", views.mend, name="mend"),
]
