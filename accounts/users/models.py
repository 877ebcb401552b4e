"""Who a person is: one account for life, whether employed, away or back."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can log in. People known only from an HR file are `Enrolment`s, never users."""

    LANGUAGES = [("ja", "日本語"), ("en", "English")]

    email = models.EmailField(_("メールアドレス"), max_length=254, unique=True)
    family_name = models.CharField(_("姓"), max_length=60, blank=True)
    given_name = models.CharField(_("名"), max_length=60, blank=True)
    family_kana = models.CharField(_("セイ"), max_length=60, blank=True)
    given_kana = models.CharField(_("メイ"), max_length=60, blank=True)
    language = models.CharField(_("言語"), max_length=2, choices=LANGUAGES, default="ja")
    time_zone = models.CharField(_("タイムゾーン"), max_length=40, default="Asia/Tokyo")
    is_active = models.BooleanField(_("有効"), default=True)
    is_staff = models.BooleanField(_("管理画面に入れる"), default=False)
    date_joined = models.DateTimeField(_("登録日時"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("利用者")
        verbose_name_plural = pgettext_lazy("plural", "利用者")
        constraints = [
            # Full-width letters and capitals must not open a second mailbox of the same person.
            models.UniqueConstraint(
                Lower(models.Func(models.F("email"), template="normalize(%(expressions)s, NFKC)")),
                name="user_mailbox_unique",
                violation_error_message=_("このメールアドレスはすでに使われています。"),
            ),
        ]
        indexes = [models.Index(fields=["family_kana", "given_kana"], name="user_reading")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def name(self) -> str:
        """姓 名 with a half-width space; empty when nothing is known."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def reading(self) -> str:
        return f"{self.family_kana} {self.given_kana}".strip()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.family_name or self.name
