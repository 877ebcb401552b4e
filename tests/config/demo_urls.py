"""The product's addresses and the demo's, as config.urls joins them where KANAE_ENV is "demo"."""

from django.urls import include, path

from config.urls import urlpatterns as product

urlpatterns = [*product, path("demo/", include("config.demo.urls"))]
