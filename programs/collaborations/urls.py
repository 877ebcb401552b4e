"""The addresses of collaborations."""

app_name = "collaborations"
urlpatterns: list[object] = []
