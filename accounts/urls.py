"""The addresses of the accounts house, gathered from its slices."""

urlpatterns: list[object] = []
