"""The addresses of cohorts."""

app_name = "cohorts"
urlpatterns: list[object] = []
