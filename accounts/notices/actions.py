"""Telling people: what happened is written down once, in the transaction in which it happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.extras import Json as Jsonb

from accounts.audit.actions import record, ref
from accounts.consent import actions as consents
from accounts.consent.models import Consent, Document
from accounts.notices import kinds
from accounts.notices.models import Delivery, Fact, Mailbox, Notice, Preference, Rhythm, Suppression
from accounts.notices.ways_out import ALL, WayOut
from accounts.users.mailbox import mailbox
from accounts.users.models import User


def send(
    kind: str | type[kinds.Kind],
    *,
    about: models.Model | None = None,
    to: Iterable[User] | None = None,
    address: str = "",
    by: User | None = None,
    scope: str = "",
    revision: int = 0,
    data: dict[str, Any] | None = None,
    key: str | None = None,
    not_before: datetime | None = None,
) -> Fact:
    """A fact stands in the outbox as part of the caller's transaction; workers tell everybody it concerns.

    One row, whatever the number of recipients, and never a word to Redis: the tick wakes the workers.
    The same `key` twice is one fact: the first one is returned. `to=None` and no `address`: the kind's own
    recipients, asked for when the fact falls due (`not_before`), so a reminder goes to whoever comes by then.
    """
    fact = Fact(
        kind=kinds.get(kind if isinstance(kind, str) else kind.code).code,
        about=ref(about),
        scope=scope,
        by=ref(by),
        revision=revision,
        data=data or {},
        to=None if to is None else sorted({person.pk for person in to}),
        address=address,
        dedupe_key=key,
        not_before=not_before,
    )
    if key is None:
        fact.save(force_insert=True)
        return fact
    Fact.objects.bulk_create([fact], ignore_conflicts=True)
    return Fact.objects.get(dedupe_key=key)


def send_each(
    kind: str, *, mails: Iterable[tuple[str, str]], data: dict[str, Any], by: User | None = None, scope: str = ""
) -> int:
    """One fact of this kind for each (reference, address), all with the same data, in one statement.

    20,000 rows: model by model it took 8 s, this takes well under one.
    """
    pairs = list(mails)
    values = [
        kinds.get(kind).code,
        scope,
        ref(by),
        Jsonb(data),
        [ref_ for ref_, _to in pairs],
        [to for _ref, to in pairs],
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {Fact._meta.db_table}
                (kind, scope, by, data, revision, at, cursor, about, address)
            SELECT %s, %s, %s, %s, 0, now(), 0, about, address
            FROM unnest(%s::text[], %s::text[]) AS mail (about, address)""",  # noqa: S608
            values,
        )
    return len(pairs)


def withdraw(kind: str | type[kinds.Kind], *, about: models.Model, by: User | None) -> int:
    """What was to be told about `about` later isn't told: facts not yet due are closed, mails still waiting dropped."""
    code = kind if isinstance(kind, str) else kind.code
    with transaction.atomic():
        facts = Fact.objects.filter(kind=code, about=ref(about))
        closed = facts.filter(expanded_at=None).update(expanded_at=timezone.now())
        waiting = Delivery.objects.filter(fact__in=facts, state=Delivery.State.WAITING)
        return closed + waiting.update(state=Delivery.State.OBSOLETE, error="withdrawn")


def read(*, notice: Notice, by: User) -> None:
    """The notice has been read; the first moment counts."""
    Notice.objects.filter(pk=notice.pk, person=by, read_at=None).update(read_at=timezone.now())


def read_about(*, kind: str, about: models.Model, by: User) -> None:
    """What this person was told of `about` in notices of this kind has been read; what they were to be told isn't."""
    now = timezone.now()
    coming = Fact.objects.filter(kind=kind, about=ref(about), to=[by.pk], expanded_at=None)
    coming.update(expanded_at=now)
    waiting = Notice.objects.filter(person=by, read_at=None, fact__kind=kind, fact__about=ref(about))
    waiting.update(read_at=now)


def read_all(*, by: User) -> int:
    """Nothing waits to be read."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


def prefer(*, person: User, paces: dict[str, str], by: User | None) -> None:
    """From now on each of these kinds (by code) comes as chosen. What can't be muted comes all the same.

    Choosing for any kind of a category takes back the stop of the whole category that a way out in a mail had set.
    """
    chosen = {kind: paces[kind.code] for kind in kinds.all() if kind.code in paces and kind.can_mute}
    with transaction.atomic():
        Preference.objects.filter(person=person, kind="", category__in={kind.category for kind in chosen}).delete()
        Preference.objects.bulk_create(
            [Preference(person=person, category=k.category, kind=k.code, pace=pace) for k, pace in chosen.items()],
            update_conflicts=True,
            unique_fields=["person", "category", "kind"],
            update_fields=["pace", "changed_at"],
        )
        record("notices.preferred", person, by=by, paces={kind.code: str(pace) for kind, pace in chosen.items()})


def stop(*, person: User, category: str, by: User | None) -> None:
    """No mail of this category (or of "all") any more; the list of notices goes on, and so does what can't be muted."""
    with transaction.atomic():
        for one in kinds.CATEGORIES if category == ALL else [category]:
            Preference.objects.update_or_create(
                person=person, category=one, kind="", defaults={"pace": Preference.Pace.APP}
            )
        record("notices.stopped", person, by=by, category=category)


def resume(*, person: User, category: str, by: User | None) -> None:
    """The stop is taken back: each kind comes again as it had been chosen."""
    with transaction.atomic():
        stops = Preference.objects.filter(person=person, kind="")
        (stops if category == ALL else stops.filter(category=category)).delete()
        record("notices.resumed", person, by=by, category=category)


def keep_time(*, person: User, by: User | None, **changes: Any) -> Rhythm:
    """Mail keeps to this rhythm: quiet hours, the hour and day of digests, the most in a week."""
    with transaction.atomic():
        rhythm, _new = Rhythm.objects.update_or_create(person=person, defaults=changes)
        record("notices.rhythm", person, by=by, **{name: str(value) for name, value in changes.items()})
    return rhythm


def mend(*, person: User) -> None:
    """The address of this person is written to again, because its owner says that it works."""
    key = mailbox(person.email)
    with transaction.atomic():
        if Suppression.objects.filter(address_key=key, scope="").delete()[0]:
            Mailbox.objects.filter(address_key=key).delete()
            record("notices.mended", person, by=person)


def leave(*, way: WayOut, back: bool = False, all_senders: bool = False) -> None:
    """The signed link was followed and the button pressed: no more of this, or (`back`) again after all.

    What was asked of one company ends for that company alone, unless `all_senders`.
    """
    if way.person:
        person = User.objects.filter(pk=way.person).first()
        if person is not None and way.purpose and not all_senders:
            (_ask_again if back else _ask_no_more)(person, way)
        elif person is not None:
            (resume if back else stop)(person=person, category=way.category, by=person)
        return
    row = Suppression(address_key=way.address, scope=way.scope, reason="asked")
    if back:
        Suppression.objects.filter(address_key=way.address, scope=way.scope, reason="asked").delete()
    else:
        Suppression.objects.bulk_create([row], ignore_conflicts=True)


def _ask_no_more(person: User, way: WayOut) -> None:
    for given in Consent.objects.standing().filter(
        person=person, document__scope=way.scope, document__purpose=way.purpose
    ):
        consents.withdraw(consent=given, by=person)


def _ask_again(person: User, way: WayOut) -> None:
    texts = Document.objects.filter(scope=way.scope, purpose=way.purpose)
    if document := texts.order_by("-version").first():
        consents.give(document=document, by=person, channel="mail")


def send_again(*, mail: Delivery, by: User) -> None:
    """The mail waits to be sent once more. Refuses what is on its way, and codes whose words are gone.

    It is the same mail, so it keeps its Message-ID: whoever has it already sees one, and a digest comes as a whole.
    """
    if mail.state in (Delivery.State.LEASED, Delivery.State.SENDING, Delivery.State.WAITING):
        raise ValidationError(_("このメールはいま送信を待っています。しばらくしてから確かめてください。"))
    if mail.fact.kind == "account.letter" and not mail.fact.data:
        raise ValidationError(
            _("コードのメールは中身を残していないので、送りなおせません。本人にもう一度手続きしてもらってください。")
        )
    changes = {"not_before": timezone.now(), "code": None, "error": "", "attempts": 0}
    _decide(mail, to=Delivery.State.WAITING, verb="delivery.again", by=by, **changes)


def hold(*, mail: Delivery, by: User) -> None:
    """A mail that may have come already isn't sent again until somebody has decided. Refuses what is in no doubt."""
    if mail.state != Delivery.State.WAITING or not mail.doubts:
        raise ValidationError(_("止められるのは、届いたかわからず、送りなおしを待っているメールだけです。"))
    _decide(mail, to=Delivery.State.DOUBT, verb="delivery.held", by=by)


def let_go(*, mail: Delivery, by: User) -> None:
    """A mail in doubt is taken as arrived: it isn't sent again. Refuses what is in no doubt."""
    if mail.state != Delivery.State.DOUBT:
        raise ValidationError(_("「届いたか不明」のメールだけ、届いたことにできます。"))
    _decide(mail, to=Delivery.State.SENT, verb="delivery.let_go", by=by, sent_at=mail.started_at)


def _decide(mail: Delivery, *, to: str, verb: str, by: User, **changes: Any) -> None:
    """A person's decision about a whole message, in the history; refuses when somebody else was faster."""
    rows = Q(person=mail.person_id, letter=mail.letter) if mail.letter else Q(pk=mail.pk)
    with transaction.atomic():
        before = Delivery.objects.filter(rows, state=mail.state)
        if not before.update(state=to, **changes):
            raise ValidationError(_("ほかの人が先に変更しました。画面を開きなおして確かめてください。"))
        record(verb, mail, by=by, scope=mail.fact.scope, before=mail.state)
