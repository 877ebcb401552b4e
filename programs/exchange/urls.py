"""The addresses of exchange."""

from django.urls import path

from programs.exchange import asking_views, views

app_name = "exchange"
DESK = "desk/<slug:slug>/exchange/"
urlpatterns: list[object] = [
    path("exchange/", views.list_, name="list"),
    path("exchange/mine/", views.mine, name="mine"),
    path("exchange/need/", views.new, {"kind": "need"}, name="new_need"),
    path("exchange/offer/", views.new, {"kind": "offer"}, name="new_offer"),
    path("exchange/similar/", views.similar, name="similar"),
    path("exchange/why/", views.why, name="why"),
    path("exchange/open/", asking_views.openness, name="openness"),
    path("exchange/aside/<int:pk>/back/", asking_views.bring_back, name="bring_back"),
    path("exchange/note/", asking_views.work, name="work"),
    path("exchange/note/file/", asking_views.work_file, name="work_file"),
    path("exchange/renew/<str:token>/", views.renew_by_mail, name="renew_by_mail"),
    path("exchange/asks/<int:pk>/", asking_views.ask, name="ask"),
    path("exchange/asks/<int:pk>/withdraw/", asking_views.withdraw, name="withdraw"),
    path("exchange/asks/<int:pk>/pass/", asking_views.pass_on, name="pass_on"),
    path("exchange/relays/<int:pk>/", asking_views.relay, name="relay"),
    path("exchange/<int:pk>/", views.one, name="one"),
    path("exchange/<int:pk>/edit/", views.edit, name="edit"),
    path("exchange/<int:pk>/ask/", asking_views.ask_new, name="ask_new"),
    path("exchange/<int:pk>/aside/", asking_views.aside, name="aside"),
    path("exchange/<int:pk>/do/<str:what>/", views.do, name="do"),
    path(DESK, views.desk, name="desk"),
    path(f"{DESK}need/", views.desk_new, {"kind": "need"}, name="desk_need"),
    path(f"{DESK}offer/", views.desk_new, {"kind": "offer"}, name="desk_offer"),
]
