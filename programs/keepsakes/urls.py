"""The addresses of the days after."""

from django.urls import path

from programs.keepsakes import views

app_name = "keepsakes"
urlpatterns = [
    path("events/<int:pk>/after/", views.after, name="after"),
    path("events/<int:pk>/after/photos/", views.photo_add, name="photo_add"),
    path("events/<int:pk>/after/photos/<int:photo>.jpg", views.picture, name="picture"),
    path("events/<int:pk>/after/photos/<int:photo>/hide/", views.photo_hide, name="photo_hide"),
    path("events/<int:pk>/after/photos/<int:photo>/back/", views.photo_back, name="photo_back"),
    path("events/<int:pk>/after/feedback/", views.feedback, name="feedback"),
    path("events/<int:pk>/after/thanks/", views.thank, name="thank"),
    path("events/<int:pk>/after/again/<int:person>/", views.wish, name="wish"),
    path("events/<int:pk>/after/confirm/", views.confirm, name="confirm"),
    # by whoever holds the gathering
    path("events/<int:pk>/after/outcome/", views.outcome, name="outcome"),
]
