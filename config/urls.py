"""All addresses of the product."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("alumni.urls")),
    path("", include("programs.urls")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("config.demo.urls"))]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("gallery/", include("config.gallery"))]
