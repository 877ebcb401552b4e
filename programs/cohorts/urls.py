"""The addresses of programs: the page of each, what its host does, how one comes in, and the desk of each company."""

from django.urls import path

from programs.cohorts import (
    closing_views,
    desk_views,
    dialogue_views,
    group_views,
    joining_views,
    practice_views,
    session_views,
    table_views,
    views,
)

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
    path(f"{ONE}go-on/", views.go_on, name="go_on"),
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
GROUPS = [
    path(f"{ONE}groups/", group_views.groups, name="groups"),
    path(f"{ONE}groups/plan/", group_views.plan, name="groups_plan"),
    path(f"{ONE}groups/make/", group_views.make, name="groups_make"),
    path(f"{ONE}groups/progress/", group_views.progress, name="groups_progress"),
    path(f"{ONE}groups/seat/", group_views.seat, name="group_seat"),
    path(f"{ONE}groups/hold/", group_views.hold, name="group_hold"),
    path(f"{ONE}groups/undo/", group_views.undo, name="group_undo"),
    path(f"{ONE}groups/mend/", group_views.mend, name="group_mend"),
    path(f"{ONE}groups/tell/", group_views.publish, name="groups_publish"),
    path(f"{ONE}groups/together/", group_views.together, name="group_together"),
    path(f"{ONE}groups/apart/", group_views.apart, name="group_apart"),
    path(f"{ONE}groups/apart/<int:apart>/meet/", group_views.meet, name="group_meet"),
]
# practice_views: practice at work, under f"{ONE}practice/"
PRACTICE = [
    path(f"{ONE}practice/", practice_views.practice, name="practice"),
    path(f"{ONE}practice/pairs/", practice_views.pair, name="practice_pairs"),
    path(f"{ONE}practice/<int:practice>/", practice_views.shown_to_me, name="practice_one"),
    path(f"{ONE}practice/<int:practice>/edit/", practice_views.edit, name="practice_edit"),
    path(f"{ONE}practice/<int:practice>/readers/", practice_views.share, name="practice_share"),
    path(f"{ONE}practice/<int:practice>/line/", practice_views.check_in, name="practice_line"),
    path(f"{ONE}practice/<int:practice>/back/", practice_views.reflect, name="practice_reflect"),
    path(f"{ONE}practice/lines/<int:line>/answer/", practice_views.answer, name="practice_answer"),
]
# dialogue_views: a series for one department, under f"{ONE}dialogue/"
DIALOGUE = [
    path(f"{ONE}dialogue/", dialogue_views.dialogue, name="dialogue"),
    path(f"{ONE}dialogue/purpose/", dialogue_views.purpose, name="dialogue_purpose"),
    path(f"{ONE}dialogue/agree/", dialogue_views.agree, name="dialogue_agree"),
    path(f"{ONE}dialogue/will-do/", dialogue_views.will_do, name="dialogue_will_do"),
    path(f"{ONE}dialogue/look-back/", dialogue_views.look_back, name="dialogue_look_back"),
]
# closing_views: outcomes, certificates, under f"{ONE}closing/" and "certificates/"
CLOSING = [
    path(f"{ONE}closing/", closing_views.close, name="closing"),
    path(f"{ONE}closing/<int:entry>/yes/", closing_views.confirm, name="closing_confirm"),
    path(f"{ONE}closing/ask/", closing_views.ask, name="closing_ask"),
    path(f"{ONE}closing/certificates/", closing_views.certify, name="certify"),
    path(f"{ONE}closing/certificates/<int:certificate>/revoke/", closing_views.revoke, name="certificate_revoke"),
    path(f"{ONE}certificate/", closing_views.own_certificate, name="own_certificate"),
    path(f"{ONE}certificate.pdf", closing_views.pdf, name="certificate_pdf"),
    path(f"{ONE}circle/", closing_views.circle, name="program_circle"),
    path(f"{ONE}circle/talk/", closing_views.talk, name="circle_talk"),
    path("certificates/<str:code>/", closing_views.check, name="certificate"),
]

urlpatterns: list[object] = [*POSTING, *JOINING, *SESSIONS, *OF_DESK, *GROUPS, *PRACTICE, *DIALOGUE, *CLOSING]
