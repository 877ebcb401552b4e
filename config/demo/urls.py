"""Addresses of the demo's own pages; config.urls includes them only where KANAE_ENV is "demo"."""

from django.urls import path

from config.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("outbox/", views.mails, name="outbox"),
    path("outbox/<slug:key>/", views.mail, name="mail"),
    path("outbox/<slug:key>/html/", views.mail_html, name="mail_html"),
    path("outbox/<slug:key>/raw/", views.mail_raw, name="mail_raw"),
    path("outbox/<slug:key>/part/<int:number>/", views.mail_part, name="mail_part"),
]
