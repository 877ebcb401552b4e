"""What remains of a gathering: photos, thanks, a word of feedback, the wish to meet again, and what came of both hopes."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from programs.checkins.queries import events_attended
from programs.events.models import Event

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


class EventPhotoQuerySet(models.QuerySet["EventPhoto"]):
    def standing(self) -> "EventPhotoQuerySet":
        return self.filter(hidden_at=None)

    def visible_to(self, viewer: "User") -> "EventPhotoQuerySet":
        """For those who came and those who held it; what was taken down for nobody."""
        seen = Event.objects.visible_to(viewer).values("pk")
        there = Q(event__in=events_attended(viewer).values("pk")) | Q(
            event__in=Event.objects.held_by(viewer).values("pk")
        )
        return self.standing().filter(there, event__in=seen)


class EventPhoto(models.Model):
    """A picture of the gathering. Whoever is in it takes it down with one tap; then only they can bring it back."""

    class Hidden(models.TextChoices):
        IN_IT = "in_it", _("写っている人が外した")
        REMOVED = "removed", _("外した")

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos", verbose_name=_("集い"))
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="event_photos", verbose_name=_("のせた人"))
    file = models.CharField(_("ファイル"), max_length=60)
    words = models.CharField(_("ひとこと"), max_length=120, blank=True)
    at = models.DateTimeField(_("のせた日時"), auto_now_add=True)
    hidden = models.CharField(_("外しかた"), max_length=8, choices=Hidden, blank=True)
    hidden_at = models.DateTimeField(_("外した日時"), null=True, blank=True)
    hidden_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("外した人")
    )

    objects = EventPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("集いの写真")
        verbose_name_plural = pgettext_lazy("plural", "集いの写真")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden="", hidden_at=None, hidden_by=None) | Q(~Q(hidden=""), hidden_at__isnull=False),
                name="event_photo_hidden_when",
            )
        ]
        indexes = [models.Index(fields=["event", "at"], condition=Q(hidden_at=None), name="event_photo_shown")]


class ThanksQuerySet(models.QuerySet["Thanks"]):
    def visible_to(self, viewer: "User") -> "ThanksQuerySet":
        """The two of them, as long as no block stands between them."""
        return self.filter(Q(to=viewer) & ~apart(viewer, "by") | Q(by=viewer) & ~apart(viewer, "to"))


class Thanks(models.Model):
    """A word to somebody who held the gathering; the two alone read it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="thanks", verbose_name=_("集い"))
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="thanks_said", verbose_name=_("書いた人"))
    to = models.ForeignKey(PERSON, models.CASCADE, related_name="thanks_heard", verbose_name=_("宛先"))
    text = models.CharField(_("ことば"), max_length=400)
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        verbose_name = _("お礼のことば")
        verbose_name_plural = pgettext_lazy("plural", "お礼のことば")
        constraints = [
            models.UniqueConstraint(fields=["event", "by", "to"], name="thanks_once"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="thanks_to_another"),
        ]


class FeedbackGiven(models.Model):
    """That this person has answered; not what. Nothing leads from here to the answer."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", verbose_name=_("集い"))
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="feedback_given", verbose_name=_("人"))

    class Meta:
        verbose_name = _("感想の済み印")
        verbose_name_plural = pgettext_lazy("plural", "感想の済み印")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="feedback_once")]


class Feedback(models.Model):
    """Three answers. Without a name nothing tells whose: no person, no moment, no number in a row."""

    class Glad(models.TextChoices):
        VERY = "very", _("とてもよかった")
        GOOD = "good", _("よかった")
        SO_SO = "so_so", _("どちらとも")
        NOT = "not", _("あまり合わなかった")

    class Again(models.TextChoices):
        YES = "yes", _("また来たい")
        MAYBE = "maybe", _("内容による")
        NO = "no", _("今回で十分")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback", verbose_name=_("集い"))
    glad = models.CharField(_("来てよかったですか"), max_length=8, choices=Glad)
    again = models.CharField(_("次もあったら"), max_length=8, choices=Again)
    words = models.CharField(_("次の集いへのひとこと"), max_length=600, blank=True)
    person = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="feedback", verbose_name=_("人")
    )

    # Told to the hosts: with a name at once, without one together with four others, so that none ever stands alone.
    told = models.BooleanField(_("主催に見えている"), default=False)

    class Meta:
        verbose_name = _("感想")
        verbose_name_plural = pgettext_lazy("plural", "感想")


class WishQuerySet(models.QuerySet["MeetAgain"]):
    def visible_to(self, viewer: "User") -> "WishQuerySet":
        """One's own, nobody else's: a mutual one is told to both, not looked up."""
        return self.filter(by=viewer)


class MeetAgain(models.Model):
    """Somebody would like to meet somebody of this gathering again; known to nobody until the other wishes it too."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", verbose_name=_("集い"))
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="wishes", verbose_name=_("願う人"))
    to = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("また会いたい人"))
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("また会いたい人")
        verbose_name_plural = pgettext_lazy("plural", "また会いたい人")
        constraints = [
            models.UniqueConstraint(fields=["event", "by", "to"], name="meet_again_once"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="meet_again_another"),
        ]


class EventOutcome(models.Model):
    """What came of what each side had hoped, in the host's words; whoever came confirms them."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="outcome", verbose_name=_("集い"))
    company_words = models.CharField(_("会社の願いから生まれたこと"), max_length=600, blank=True)
    people_words = models.CharField(_("集った人の願いから生まれたこと"), max_length=600, blank=True)
    # Whoever said yes said it to these words and no others.
    revision = models.PositiveIntegerField(_("改訂"), default=1)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人"))
    at = models.DateTimeField(_("書いた日時"))

    class Meta:
        verbose_name = _("実り")
        verbose_name_plural = pgettext_lazy("plural", "実り")


class OutcomeYes(models.Model):
    """Somebody who was there says: so it was."""

    outcome = models.ForeignKey(EventOutcome, models.CASCADE, related_name="yeses", verbose_name=_("実り"))
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("人"))
    revision = models.PositiveIntegerField(_("改訂"))
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("実りの確認")
        verbose_name_plural = pgettext_lazy("plural", "実りの確認")
        constraints = [
            models.UniqueConstraint(fields=["outcome", "person", "revision"], name="outcome_yes_once"),
        ]
