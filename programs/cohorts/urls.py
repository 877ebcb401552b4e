"""The addresses of programs: the page of each, what its host does, how one comes in, and the desk of each company."""

app_name = "cohorts"
DESK = "desk/<slug:slug>/programs/"
ONE = "programs/<int:pk>/"

POSTING: list[object] = []
JOINING: list[object] = []
SESSIONS: list[object] = []
OF_DESK: list[object] = []
# group_views: rounds and groups, under f"{ONE}groups/"
GROUPS: list[object] = []
# practice_views: practice at work, under f"{ONE}practice/"
PRACTICE: list[object] = []
# dialogue_views: a series for one department, under f"{ONE}dialogue/"
DIALOGUE: list[object] = []
# closing_views: outcomes, certificates, under f"{ONE}closing/" and "certificates/"
CLOSING: list[object] = []

urlpatterns: list[object] = [*POSTING, *JOINING, *SESSIONS, *OF_DESK, *GROUPS, *PRACTICE, *DIALOGUE, *CLOSING]
