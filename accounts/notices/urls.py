"""The addresses of notices."""

from django.urls import path

from accounts.notices import views, webhooks

app_name = "notices"
urlpatterns = [
    path("notices/", views.index, name="list"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/settings/", views.preferences, name="settings"),
    path("notices/settings/mend/", views.mend, name="mend"),
    path("notices/reports/<slug:service>/", webhooks.report, name="report"),
    path("notices/stop/<str:token>/", views.stop, name="stop"),
    path("notices/<int:pk>/open/", views.open_one, name="open"),
]
