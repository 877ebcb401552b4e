"""All tables of the programs house, gathered for Django: imports only."""

from programs.announcements.models import Announcement
from programs.calendars.models import Feed
from programs.checkins.models import Attendance
from programs.events.models import Event, Reply
from programs.events.parts import ChecklistItem, EventCompany, EventInvite, EventRole, Note, Reading, Series, Session
from programs.events.reply_models import Guest, Question, Told
from programs.keepsakes.models import (
    EventOutcome,
    EventPhoto,
    Feedback,
    FeedbackGiven,
    MeetAgain,
    OutcomeYes,
    Thanks,
)

__all__ = [
    "Announcement", "Attendance",
    "EventOutcome", "EventPhoto", "Feed", "Feedback", "FeedbackGiven", "MeetAgain", "OutcomeYes", "Thanks",
    "ChecklistItem", "Event", "EventCompany", "EventInvite", "EventRole", "Guest", "Note", "Question", "Reading",
    "Reply", "Series", "Session", "Told",
]  # fmt: skip
