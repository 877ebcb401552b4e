"""The addresses of V sheets, and of a company's own vision on its desk."""

from django.urls import path

from programs.visions import desk_views, reading_views, step_views, stepping, views, with_views

__all__ = ["stepping"]  # read for the reason it hands in
app_name = "visions"
DESK = "desk/<slug:slug>/visions/"
urlpatterns = [
    path("v/", views.list_, name="list"),
    path("v/begin/", views.begin, name="begin"),
    path("v/<int:pk>/", views.show, name="show"),
    path("v/<int:pk>/years/", reading_views.years, name="years"),
    path("v/<int:pk>/print/", reading_views.print_, name="print"),
    path("v/<int:pk>/copy/", views.copy, name="copy"),
    path("v/<int:pk>/close/", views.close, name="close"),
    path("v/<int:pk>/discard/", views.discard, name="discard"),
    # on one's own line
    path("v/<int:pk>/write/<str:what>/", step_views.write, name="write"),
    path("v/<int:pk>/steps/new/", step_views.new, name="step_new"),
    path("v/<int:pk>/steps/<int:step>/", step_views.edit, name="step"),
    path("v/<int:pk>/steps/<int:step>/mark/", step_views.mark, name="mark"),
    path("v/<int:pk>/steps/<int:step>/remove/", step_views.remove, name="step_remove"),
    # between the two
    path("v/<int:pk>/point/", with_views.point, name="point"),
    path("v/<int:pk>/point/<int:version>/yes/", with_views.yes, name="yes"),
    path("v/<int:pk>/with/", with_views.with_, name="with"),
    path("v/<int:pk>/answer/", with_views.answer, name="answer"),
    path("v/<int:pk>/part/", with_views.part, name="part"),
    path("v/<int:pk>/talks/", with_views.talks, name="talks"),
    path("v/<int:pk>/stays/", with_views.stays, name="stays"),
    # by whom it belongs to
    path("v/<int:pk>/readers/", reading_views.readers, name="readers"),
    path("v/<int:pk>/readers/<int:share>/end/", reading_views.unshare, name="unshare"),
    path(DESK, desk_views.desk, name="desk"),
    path(f"{DESK}new/", desk_views.new, name="desk_new"),
    path(f"{DESK}<int:vision>/", desk_views.edit, name="desk_edit"),
]
