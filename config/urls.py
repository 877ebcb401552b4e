"""All addresses of the product."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("alumni.urls")),
    path("", include("programs.urls")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("config.demo.urls"))]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("gallery/", include("config.gallery"))]
