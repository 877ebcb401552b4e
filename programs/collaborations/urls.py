"""The addresses of collaborations."""

from django.urls import path

from programs.collaborations import agreeing_views as agreeing
from programs.collaborations import views
from programs.collaborations import working_views as working

app_name = "collaborations"
ONE = "collaborations/<int:pk>/"
urlpatterns = [
    path("collaborations/", views.list_, name="list"),
    path("collaborations/new/", views.new, name="new"),
    path("collaborations/new/words/", views.write, name="write"),
    path(ONE, views.one, name="one"),
    path(f"{ONE}print/", views.printed, name="print"),
    # saying yes
    path(f"{ONE}statement/", agreeing.statement, name="statement"),
    path(f"{ONE}sign/", agreeing.sign, name="sign"),
    path(f"{ONE}decline/", agreeing.decline, name="decline"),
    path(f"{ONE}outcome/", agreeing.outcome, name="outcome"),
    path(f"{ONE}agree/", agreeing.agree, name="agree"),
    # its steps
    path(f"{ONE}start/", agreeing.start, name="start"),
    path(f"{ONE}look-back/", agreeing.look_back, name="look_back"),
    path(f"{ONE}resume/", agreeing.resume, name="resume"),
    path(f"{ONE}came/", agreeing.came, name="came"),
    path(f"{ONE}finish/", agreeing.finish, name="finish"),
    path(f"{ONE}leave/", agreeing.leave, name="leave"),
    path(f"{ONE}end/", agreeing.end, name="end"),
    # the work
    path(f"{ONE}parts/", working.parts, name="parts"),
    path(f"{ONE}parts/<int:part>/drop/", working.part_drop, name="part_drop"),
    path(f"{ONE}roles/new/", working.role_new, name="role_new"),
    path(f"{ONE}roles/<int:role>/", working.role, name="role"),
    path(f"{ONE}roles/<int:role>/answer/", working.role_answer, name="role_answer"),
    path(f"{ONE}roles/<int:role>/drop/", working.role_drop, name="role_drop"),
    path(f"{ONE}milestones/new/", working.milestone_new, name="milestone_new"),
    path(f"{ONE}milestones/<int:milestone>/done/", working.milestone_done, name="milestone_done"),
    path(f"{ONE}milestones/<int:milestone>/slip/", working.milestone_slip, name="milestone_slip"),
    path(f"{ONE}milestones/<int:milestone>/drop/", working.milestone_drop, name="milestone_drop"),
    path(f"{ONE}meeting/", working.meeting, name="meeting"),
    path(f"{ONE}meeting/link/", working.meeting_link, name="meeting_link"),
    path(f"{ONE}links/new/", working.link_new, name="link_new"),
    path(f"{ONE}links/<int:link>/drop/", working.link_drop, name="link_drop"),
    path(f"{ONE}decide/", working.decide, name="decide"),
    path(f"{ONE}note/", working.note, name="note"),
    # a company's desk
    path("desk/<slug:slug>/collaborations/", views.desk, name="desk"),
]
