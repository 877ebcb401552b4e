"""Each request speaks the person's own language and tells time in their own zone."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


class PreferencesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        language = request.user.language  # logging out makes request.user anonymous before the answer comes back
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        return response
