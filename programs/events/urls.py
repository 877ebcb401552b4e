"""The addresses of gatherings."""

from django.urls import path

from programs.events import (
    asking,
    circle_views,
    hosting,
    life_views,
    list_views,
    prepare_views,
    rolling,
    sharing_views,
    talk_views,
    views,
)

app_name = "events"
urlpatterns = [
    path("events/", list_views.list_, name="list"),
    path("events/answer/<str:token>/", views.answer, name="answer"),
    path("events/answer/<str:token>/more/", asking.answer_more, name="answer_more"),
    path("events/<int:pk>/", views.detail, name="detail"),
    path("events/<int:pk>/reply/", views.reply, name="reply"),
    path("events/<int:pk>/reply/more/", asking.reply_more, name="reply_more"),
    path("events/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("events/<int:pk>/calendar.ics", views.calendar, name="calendar"),
    # by whoever holds one
    path("events/new/", hosting.new, name="new"),
    path("events/reach/", hosting.reach, name="reach"),
    path("events/<int:pk>/edit/", hosting.edit, name="edit"),
    path("events/<int:pk>/publish/", hosting.publish, name="publish"),
    path("events/<int:pk>/cancel/", hosting.cancel, name="cancel"),
    path("events/<int:pk>/copy/", hosting.copy, name="copy"),
    path("events/<int:pk>/people/", rolling.people, name="people"),
    path("events/<int:pk>/people.csv", rolling.people_csv, name="people_csv"),
    path("events/<int:pk>/people.xlsx", rolling.people_xlsx, name="people_xlsx"),
    path("events/<int:pk>/people/decide/", rolling.decide, name="decide"),
    path("events/<int:pk>/questions/", asking.questions, name="questions"),
    path("events/<int:pk>/questions/<int:question>/", asking.question, name="question"),
    path("events/<int:pk>/questions/<int:question>/retire/", asking.retire, name="retire"),
    path("events/<int:pk>/people/<int:person>/remove/", hosting.remove, name="remove"),
    path("events/talk/", talk_views.new_talk, name="new_talk"),
    path("events/<int:pk>/preview/", life_views.preview, name="preview"),
    path("events/<int:pk>/postpone/", life_views.postpone, name="postpone"),
    path("events/<int:pk>/day/", life_views.day, name="day"),
    path("events/<int:pk>/restore/", life_views.restore, name="restore"),
    path("events/<int:pk>/discard/", life_views.discard, name="discard"),
    path("events/<int:pk>/series/", life_views.series, name="series"),
    # whom it is opened to
    path("events/<int:pk>/circle/", circle_views.circle, name="circle"),
    path("events/<int:pk>/circle/people/", circle_views.invite, name="invite"),
    path("events/<int:pk>/circle/people/<int:person>/remove/", circle_views.uninvite, name="uninvite"),
    path("events/<int:pk>/circle/companies/", circle_views.ask_company, name="ask_company"),
    path(
        "events/<int:pk>/circle/companies/<int:company>/answer/",
        circle_views.answer_for_company,
        name="answer_for_company",
    ),
    # the hosts' room
    path("events/<int:pk>/prepare/", prepare_views.prepare, name="prepare"),
    path("events/<int:pk>/prepare/usual/", prepare_views.usual_list, name="usual_list"),
    path("events/<int:pk>/prepare/items/", prepare_views.add_item, name="add_item"),
    path("events/<int:pk>/prepare/items/<int:item>/", prepare_views.tick, name="tick"),
    path("events/<int:pk>/prepare/items/<int:item>/remove/", prepare_views.remove_item, name="remove_item"),
    path("events/<int:pk>/hosts/", prepare_views.ask_to_hold, name="ask_to_hold"),
    path("events/<int:pk>/hosts/answer/", prepare_views.answer_role, name="answer_role"),
    path("events/<int:pk>/hosts/<int:person>/end/", prepare_views.end_role, name="end_role"),
    path("events/<int:pk>/reading/", prepare_views.reading, name="reading"),
    path("events/<int:pk>/sessions/", prepare_views.add_session, name="add_session"),
    path("events/<int:pk>/sessions/<int:session>/remove/", prepare_views.remove_session, name="remove_session"),
    # kept by those who were there
    path("events/<int:pk>/notes/", prepare_views.write_note, name="write_note"),
    path("events/<int:pk>/notes/<int:note>/remove/", prepare_views.remove_note, name="remove_note"),
    # what leaves the house
    path("events/<int:pk>/share/", sharing_views.share, name="share"),
    path("events/<int:pk>/print/", sharing_views.printed, name="print"),
    path("events/shared/<uuid:key>/", sharing_views.shared, name="shared"),
    path("events/shared/<uuid:key>/card.png", sharing_views.card, name="card"),
]
