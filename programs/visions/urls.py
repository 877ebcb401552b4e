"""The addresses of visions."""

app_name = "visions"
urlpatterns: list[object] = []
