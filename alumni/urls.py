"""The addresses of the alumni house, gathered from its slices."""

urlpatterns: list[object] = []
