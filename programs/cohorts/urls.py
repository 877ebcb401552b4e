"""The addresses of programs: the page of each, what its host does, how one comes in, and the desk of each company."""

from django.urls import path

from programs.cohorts import desk_views, joining_views, session_views, table_views, views

app_name = "cohorts"
DESK = "desk/<slug:slug>/programs/"
ONE = "programs/<int:pk>/"
OWN = f"{DESK}<int:pk>/"
PERSON = f"{OWN}people/<int:nomination>/"

POSTING = [
    path("programs/", views.list_, name="list"),
    path("programs/new/", views.new, name="new"),
    path(ONE, views.detail, name="detail"),
    path(f"{ONE}edit/", views.edit, name="edit"),
    path(f"{ONE}preview/", views.preview, name="preview"),
    path(f"{ONE}publish/", views.publish, name="publish"),
    path(f"{ONE}start/", views.start, name="start"),
    path(f"{ONE}withdraw/", views.withdraw, name="withdraw"),
    path(f"{ONE}table/", table_views.table, name="table"),
    path(f"{ONE}table/ask/", table_views.ask_steward, name="ask_steward"),
    path(f"{ONE}table/answer/", table_views.answer_steward, name="answer_steward"),
    path(f"{ONE}table/<int:steward>/end/", table_views.end_steward, name="end_steward"),
    path(f"{ONE}companies/", table_views.ask_company, name="ask_company"),
    path(f"{ONE}companies/<int:partner>/unask/", table_views.unask_company, name="unask_company"),
    path(f"{ONE}companies/<int:partner>/seats/", table_views.seats, name="seats"),
]
JOINING = [
    path(f"{ONE}apply/", joining_views.apply, name="apply"),
    path(f"{ONE}answer/", joining_views.answer, name="answer"),
    path(f"{ONE}seat/", joining_views.seat, name="seat"),
    path(f"{ONE}leave/", joining_views.leave, name="leave"),
    path(f"{ONE}people/", joining_views.people, name="people"),
    path(f"{ONE}people/<int:nomination>/in/", joining_views.let_in, name="let_in"),
    path(f"{ONE}people/<int:nomination>/end/", joining_views.end, name="end"),
]
SESSIONS = [
    path(f"{ONE}sessions/new/", session_views.new, name="new_session"),
    path(f"{ONE}sessions/<int:session>/", session_views.edit, name="edit_session"),
    path(f"{ONE}sessions/<int:session>/cancel/", session_views.cancel, name="cancel_session"),
]
OF_DESK = [
    path(DESK, desk_views.list_, name="desk"),
    path(OWN, desk_views.one, name="desk_one"),
    path(f"{OWN}answer/", desk_views.answer, name="desk_answer"),
    path(f"{OWN}leave/", desk_views.leave, name="desk_leave"),
    path(f"{OWN}nominate/", desk_views.nominate, name="nominate"),
    path(f"{OWN}people.csv", desk_views.people_csv, name="people_csv"),
    path(f"{OWN}people.xlsx", desk_views.people_xlsx, name="people_xlsx"),
    path(f"{PERSON}approve/", desk_views.approve, name="approve"),
    path(f"{PERSON}end/", desk_views.end, name="desk_end"),
]
# group_views: rounds and groups, under f"{ONE}groups/"
GROUPS: list[object] = []
# practice_views: practice at work, under f"{ONE}practice/"
PRACTICE: list[object] = []
# dialogue_views: a series for one department, under f"{ONE}dialogue/"
DIALOGUE: list[object] = []
# closing_views: outcomes, certificates, under f"{ONE}closing/" and "certificates/"
CLOSING: list[object] = []

urlpatterns: list[object] = [*POSTING, *JOINING, *SESSIONS, *OF_DESK, *GROUPS, *PRACTICE, *DIALOGUE, *CLOSING]
