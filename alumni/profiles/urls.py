"""Addresses of one's own profile."""

from django.urls import path

from alumni.profiles import desk_views, disclosing_views, editing_views, skill_views, views, yearly_views

app_name = "profiles"
urlpatterns = [
    path("me/profile/", editing_views.edit, name="edit"),
    path("me/profile/photo/", editing_views.photo_change, name="photo_change"),
    path("me/profile/skills/add/", skill_views.add, name="skill_add"),
    path("me/profile/skills/remove/", skill_views.remove, name="skill_remove"),
    path("me/profile/skills/suggest/", skill_views.suggest, name="skill_suggest"),
    path("me/profile/story/", editing_views.story, name="story"),
    path("me/profile/story/turns/", editing_views.turn, name="turn"),
    path("me/profile/story/turns/<int:part>/forget/", editing_views.turn_forget, name="turn_forget"),
    path("me/profile/posts/new/", editing_views.post_new, name="post_new"),
    path("me/profile/posts/<int:tenure>/", editing_views.post_change, name="post_change"),
    path("me/profile/posts/<int:tenure>/answer/", editing_views.post_answer, name="post_answer"),
    path("me/profile/posts/<int:tenure>/telling/", disclosing_views.telling, name="telling"),
    path("me/profile/disclosure/", disclosing_views.disclosure, name="disclosure"),
    path("me/profile/disclosure/preset/", disclosing_views.preset, name="preset"),
    path("me/profile/disclosure/preset/back/", disclosing_views.preset_back, name="preset_back"),
    path("me/profile/as/<slug:kind>/", disclosing_views.seen, name="seen"),
    path("people/<int:pk>/photo/<str:name>", editing_views.photo, name="photo"),
    path("desk/<slug:slug>/labels/", desk_views.desk_labels, name="labels"),
    path("desk/<slug:slug>/labels/answer/", desk_views.label_answer, name="label_answer"),
    path("me/profile/still-right/", yearly_views.confirm, name="confirm"),
    path("me/profile/listed/", yearly_views.listed, name="listed"),
    path("still-right/<str:token>/", yearly_views.still_right, name="still_right"),
    path("me/visibility/", views.visibility, name="visibility"),
    path("me/consents/", views.consents, name="consents"),
    path("me/consents/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
