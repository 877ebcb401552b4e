"""One's own list of those kept away, and of what one has told the platform."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from alumni.blocks import actions
from alumni.blocks.models import Block, Report

SHOWN = 100


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    page = {
        "blocks": Block.objects.visible_to(request.user)[:SHOWN],
        "reports": Report.objects.visible_to(request.user)[:SHOWN],
    }
    return render(request, "alumni/blocks/list.html", page)


@member
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(Block.objects.visible_to(request.user), pk=pk)
    actions.unblock(made=made, by=request.user)
    messages.success(request, _("%(name)sさんのブロックを解きました。") % {"name": made.called})
    return redirect("blocks:list")
