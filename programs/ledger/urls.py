"""The addresses of the ledger: one's own, a company's breadth, and its desk."""

from django.urls import path

from programs.ledger import desk_views, views

app_name = "ledger"
urlpatterns = [
    path("ledger/", views.list_, name="list"),
    path("ledger/new/", views.new, name="new"),
    path("ledger/export.csv", views.export, name="export"),
    path("ledger/<int:pk>/", views.one, name="one"),
    path("ledger/<int:pk>/words/", views.words, name="words"),
    path("ledger/<int:pk>/yes/", views.confirm, name="confirm"),
    path("ledger/<int:pk>/answer/", views.answer, name="answer"),
    path("ledger/<int:pk>/back/", views.take_back, name="take_back"),
    path("ledger/<int:pk>/over/", views.pass_over, name="pass_over"),
    path("ledger/<int:pk>/again/", views.bring_back, name="bring_back"),
    path("ledger/<int:pk>/add/", views.add, name="add"),
    path("ledger/<int:pk>/open/", views.show, name="show"),
    path("ledger/companies/<slug:slug>/", desk_views.company, name="company"),
    # a company's desk
    path("desk/<slug:slug>/ledger/", desk_views.desk, name="desk"),
    path("desk/<slug:slug>/ledger/new/", desk_views.new, name="desk_new"),
]
