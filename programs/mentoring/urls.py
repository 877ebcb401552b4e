"""The addresses of mentoring. Those of a booked session are neutral words too: they stand in mails and calendars."""

from django.urls import path

from programs.mentoring import advising_views, desk_views, room_views, transition_views, views

app_name = "mentoring"
DESK = "desk/<slug:slug>/sessions/"
urlpatterns = [
    path("advisors/", views.list_, name="list"),
    path("advisors/me/", advising_views.me, name="me"),
    path("advisors/me/ask/", advising_views.ask, name="ask"),
    path("advisors/me/rest/", advising_views.rest, name="rest"),
    path("advisors/me/times/", advising_views.publish, name="publish"),
    path("advisors/me/times/withdraw/", advising_views.withdraw, name="withdraw"),
    path("advisors/care/", views.care, name="care"),
    path("advisors/<int:pk>/", views.one, name="one"),
    path("advisors/<int:pk>/times/<int:slot>/", views.book, name="book"),
    path("advisors/<int:pk>/distance/", views.distance, name="distance"),
    path("advisors/distance/<int:pk>/back/", views.distance_back, name="distance_back"),
    path("plans/", views.plans, name="plans"),
    path("plans/mine.json", views.export, name="export"),
    path("plans/erase/", views.erase_all, name="erase_all"),
    path("plans/forget/", views.forget, name="forget"),
    path("plans/<int:pk>/", room_views.room, name="room"),
    path("plans/<int:pk>/move/", room_views.shift, name="shift"),
    path("plans/<int:pk>/cancel/", room_views.cancel, name="cancel"),
    path("plans/<int:pk>/missed/", room_views.miss, name="miss"),
    path("plans/<int:pk>/where/", room_views.where, name="where"),
    path("plans/<int:pk>/notes/", room_views.note, name="note"),
    path("plans/<int:pk>/notes/<uuid:key>/erase/", room_views.erase, name="erase"),
    path("plans/<int:pk>/kanae.ics", room_views.file, name="file"),
    path("next/<int:pk>/", transition_views.one, name="transition"),
    path("next/<int:pk>/choose/", transition_views.choose, name="choose"),
    path("next/<int:pk>/away/", transition_views.put_away, name="put_away"),
    # the desk of a company
    path(DESK, desk_views.desk, name="desk"),
    path(f"{DESK}fund/", desk_views.fund, name="fund"),
    path(f"{DESK}evaluations/", desk_views.evaluation, name="evaluation"),
    path(f"{DESK}evaluations/<int:pk>/end/", desk_views.evaluation_end, name="evaluation_end"),
    path(f"{DESK}contacts/", desk_views.contact, name="contact"),
    path(f"{DESK}contacts/<int:pk>/drop/", desk_views.contact_drop, name="contact_drop"),
    path(f"{DESK}advisors/<int:pk>/confirm/", desk_views.confirm, name="confirm"),
    path(f"{DESK}transitions/new/", transition_views.new, name="transition_new"),
    path(f"{DESK}transitions/<int:pk>/", transition_views.desk, name="transition_desk"),
    path(f"{DESK}transitions/<int:pk>/edit/", transition_views.edit, name="transition_edit"),
    path(f"{DESK}transitions/<int:pk>/publish/", transition_views.publish, name="transition_publish"),
    path(f"{DESK}transitions/<int:pk>/close/", transition_views.close, name="transition_close"),
]
