"""The addresses of the programs house, gathered from its slices."""

urlpatterns: list[object] = []
