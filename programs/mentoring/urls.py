"""The addresses of mentoring."""

app_name = "mentoring"
urlpatterns: list[object] = []
