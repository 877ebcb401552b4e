"""The Celery app of the drill: the product's own, which also knows the measurement's kinds and the drill's clock."""

from celery.signals import import_modules
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.template.loader import render_to_string

from benchmarks import clock
from benchmarks.room import know_the_kinds
from config.celery import app

__all__ = ["app", "send_one"]


@import_modules.connect
def _know(**_: object) -> None:
    know_the_kinds()
    clock.install()


@app.task(name="benchmarks.send_one")
def send_one(pk: int) -> None:
    """The plain way, a task for each recipient: fetch the row, write the mail, open a line, send, mark."""
    from accounts.notices import kinds
    from accounts.notices.models import Delivery

    mail = Delivery.objects.select_related("fact", "person").get(pk=pk)
    words = kinds.get(mail.fact.kind).words(mail.fact)
    assert words is not None
    known = {"sender": kinds.operator(), "language": "ja", "holes": {"words": words[1]}}
    text, html = (render_to_string(f"notices/_frame.{ending}", known) for ending in ("txt", "html"))
    message = EmailMultiAlternatives(words[0], text, "kanae@example.test", [mail.address])
    message.attach_alternative(html, "text/html")
    message.connection = EmailBackend(host=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    message.send()
    Delivery.objects.filter(pk=pk).update(state="sent")
