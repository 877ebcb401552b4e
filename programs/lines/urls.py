"""The addresses of lines."""

app_name = "lines"
urlpatterns: list[object] = []
