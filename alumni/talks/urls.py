"""Addresses of talks; and of keeping somebody away or telling the platform of them."""

from django.urls import include, path

from alumni.talks import guarding_views, views

talks = [
    path("", views.list_, name="list"),
    path("with/<int:person>/", views.begin, name="begin"),
    path("<int:pk>/", views.thread, name="thread"),
    path("<int:pk>/opened/", views.opened, name="opened"),
    path("<int:pk>/rest/", views.rest, name="rest"),
    path("<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/words/<int:message>/", views.change, name="change"),
    path("<int:pk>/words/<int:message>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/words/<int:message>/report/", guarding_views.report_words, name="report_words"),
    path("<int:pk>/block/", guarding_views.block_other, name="block_other"),
    path("people/<int:person>/block/", guarding_views.block, name="block"),
    path("people/<int:person>/report/", guarding_views.report, name="report"),
]

urlpatterns = [path("talks/", include((talks, "talks")))]
