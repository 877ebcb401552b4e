"""What a copy of a gathering brings along besides its own words: what is read, what the host asks, what is to be prepared."""

from programs.events.models import Event
from programs.events.parts import ChecklistItem, Reading
from programs.events.reply_models import Question


def bring_along(source: Event, made: Event, *, chapters: bool = True) -> None:
    """For actions that have just made it; nothing is answered or ticked there. Without `chapters` the book alone."""
    for reading in Reading.objects.filter(event=source):
        reading.pk, reading.event = None, made
        reading.chapters = reading.chapters if chapters else ""
        reading.save(force_insert=True)
    Question.objects.bulk_create(
        [
            Question(
                event=made, position=q.position, text=q.text, kind=q.kind, choices=q.choices, required=q.required
            )
            for q in Question.objects.asked().filter(event=source)
        ]
    )
    ChecklistItem.objects.bulk_create(
        [ChecklistItem(event=made, words=item.words, days=item.days) for item in source.checklist.all()]
    )
