"""The door through which the mail service reports what became of a mail; anymail reads each service's own words."""

from importlib import import_module

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.notices import reports
from accounts.users.access import public

# Those whose reports carry the shared secret; Mailgun signs its own with a key besides.
SERVICES = {
    "brevo": "Brevo",
    "mailgun": "Mailgun",
    "mailjet": "Mailjet",
    "postmark": "Postmark",
    "sparkpost": "SparkPost",
}


@public
@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def report(request: HttpRequest, service: str) -> HttpResponse:
    """Closed until there is a secret: whoever could report as they like could strike out anybody's address."""
    keys = settings.ANYMAIL
    open_to = service in SERVICES and (service != "mailgun" or keys.get("MAILGUN_WEBHOOK_SIGNING_KEY"))
    if not open_to or not keys.get("WEBHOOK_SECRET"):
        raise Http404
    if request.method == "HEAD":
        return HttpResponse()
    reader = getattr(import_module(f"anymail.webhooks.{service}"), f"{SERVICES[service]}TrackingWebhookView")()
    reader.run_validators(request)  # a wrong secret or signature is answered with 400
    try:
        events = reader.parse_events(request)
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponseBadRequest("not a report of this service")
    for event in events:
        reports.take(event)
    return HttpResponse()
