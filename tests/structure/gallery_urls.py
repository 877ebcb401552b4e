"""The product's addresses and the gallery's, as config.urls joins them with DEBUG or in the demo."""

from django.urls import include, path

from config.urls import urlpatterns as product

urlpatterns = [*product, path("gallery/", include("config.gallery"))]
