"""The addresses of relations: the list, a line with a person or a company, moments, gratitude, giving back."""

from django.urls import path

from programs.lines import drafts, thanks_views, views

__all__ = ["drafts"]  # read for what it lays before whoever opens their ledger
app_name = "lines"
urlpatterns = [
    path("lines/", views.list_, name="list"),
    path("lines/people/<int:pk>/", views.person, name="person"),
    path("lines/companies/<slug:slug>/", views.company, name="company"),
    path("lines/companies/<slug:slug>/pause/", views.pause, name="pause"),
    path("lines/moments/<int:pk>/yes/", views.agree, name="agree"),
    path("lines/moments/<int:pk>/pass/", views.pass_by, name="pass_by"),
    path("lines/moments/<int:pk>/remove/", views.remove, name="remove"),
    path("lines/export.csv", views.export, name="export"),
    path("lines/thanks/new/", thanks_views.new, name="thank"),
    path("lines/thanks/<int:pk>/", thanks_views.one, name="thanks"),
    path("lines/thanks/<int:pk>/withdraw/", thanks_views.withdraw, name="withdraw"),
    path("lines/give-back/", thanks_views.give_back, name="give_back"),
    # a company's desk
    path("desk/<slug:slug>/lines/", thanks_views.desk, name="desk"),
]
