"""A certificate of completion as a PDF: name, program, period and, where the holder opened it, a way to check it."""

from io import BytesIO

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from programs.cohorts.practice_models import Certificate

MINCHO, GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"
INK, SOFT, AI, YU, GOLD = (HexColor(code) for code in ("#1c2127", "#525a65", "#1f4472", "#dd6132", "#b98a1f"))
WIDE, HIGH = landscape(A4)


def link_of(certificate: Certificate) -> str:
    return settings.SITE_URL + reverse("cohorts:certificate", args=[certificate.code])


def pdf_of(certificate: Certificate) -> bytes:
    """One page, landscape. The fonts are the reader's own Japanese ones, so the file stays small."""
    for font in (MINCHO, GOTHIC):
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    nomination, program = certificate.nomination, certificate.nomination.program
    room = BytesIO()
    page = Canvas(room, pagesize=(WIDE, HIGH), invariant=True, pageCompression=1)
    page.setTitle(_("修了証"))
    page.setAuthor(str(program.company))
    _frame(page)
    middle = WIDE / 2
    _line(page, middle, HIGH - 130, _("修了証"), MINCHO, 34, GOLD)
    _line(page, middle, HIGH - 205, nomination.person.name, MINCHO, 28, INK)
    _line(page, middle, HIGH - 232, str(nomination.company), GOTHIC, 11, SOFT)
    period = " – ".join(date_format(day, _("Y年n月j日")) for day in (program.starts_on, program.ends_on))
    _line(page, middle, HIGH - 285, program.title, MINCHO, _fitting(program.title, 20), INK)
    _line(page, middle, HIGH - 310, period, GOTHIC, 10.5, SOFT)
    _line(
        page,
        middle,
        HIGH - 360,
        _("会社をこえて学びあい、職場で試し、その実りを分かちあったことを、ここに記します。"),
        MINCHO,
        12.5,
        INK,
    )
    _line(page, middle, HIGH - 420, str(program.company), MINCHO, 14, INK)
    issued = timezone.localtime(certificate.issued_at)
    _line(page, middle, HIGH - 442, date_format(issued, _("Y年n月j日")), GOTHIC, 10, SOFT)
    if certificate.is_open:
        _check(page, certificate)
    page.showPage()
    page.save()
    return room.getvalue()


def _line(page: Canvas, x: float, y: float, words: str, font: str, size: float, colour: HexColor) -> None:
    page.setFillColor(colour)
    page.setFont(font, size)
    page.drawCentredString(x, y, words)


def _fitting(words: str, size: float) -> float:
    """Smaller letters for a long title, so that it stays inside the frame."""
    wide = pdfmetrics.stringWidth(words, MINCHO, size)
    return min(size, size * (WIDE - 180) / wide) if wide else size


def _frame(page: Canvas) -> None:
    """Two lines that come from two sides and meet: the company's and the person's."""
    page.setStrokeColor(GOLD)
    page.setLineWidth(1)
    page.rect(36, 36, WIDE - 72, HIGH - 72)
    page.setLineWidth(5)
    page.setLineCap(1)
    middle, top = WIDE / 2, HIGH - 62
    page.setStrokeColor(AI)
    page.line(middle - 17, top, middle, top - 26)
    page.setStrokeColor(YU)
    page.line(middle + 17, top, middle, top - 26)


def _check(page: Canvas, certificate: Certificate) -> None:
    code = QrCodeWidget(link_of(certificate), barLevel="M")
    left, low, right, high = code.getBounds()
    side = 74
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (high - low), 0, 0])
    drawing.add(code)
    renderPDF.draw(drawing, page, WIDE - 36 - side - 14, 50)
    page.setFillColor(SOFT)
    page.setFont(GOTHIC, 7.5)
    page.drawRightString(WIDE - 36 - side - 22, 62, _("この修了証を確かめるページ"))
    page.drawRightString(WIDE - 36 - side - 22, 51, link_of(certificate))
