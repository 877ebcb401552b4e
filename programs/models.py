"""All tables of the programs house, gathered for Django: imports only."""

from programs.announcements.models import Announcement
from programs.calendars.models import Feed
from programs.checkins.models import Attendance
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward
from programs.cohorts.practice_models import (
    Certificate,
    Dialogue,
    DialogueQuestion,
    OutcomeWord,
    Pairing,
    Practice,
    PracticeLine,
    PracticeShare,
)
from programs.cohorts.round_models import Apart, Mixing, Place, ProgramSession, Round
from programs.collaborations.agreement_models import Agreement, Finish, Outcome, Pledge, Signature, Statement
from programs.collaborations.models import Collaboration, Decision, Party, SideNote
from programs.collaborations.work_models import Carrying, Meeting, Milestone, Part, Role, SharedLink
from programs.events.models import Event, Reply
from programs.events.parts import ChecklistItem, EventCompany, EventInvite, EventRole, Note, Reading, Series, Session
from programs.events.reply_models import Guest, Question, Told
from programs.exchange.asking_models import Aside, Ask, Relay
from programs.exchange.models import Listing, Openness, Shown, ThemeWeight
from programs.exchange.private_models import WorkWish
from programs.keepsakes.models import (
    EventOutcome,
    EventPhoto,
    Feedback,
    FeedbackGiven,
    MeetAgain,
    OutcomeYes,
    Thanks,
)
from programs.ledger.models import Contribution, Postscript
from programs.lines.models import Gratitude, Pause, SharedMoment
from programs.mentoring.fund_models import Fund, Tally, Transition, TransitionChoice
from programs.mentoring.models import (
    Advisor,
    CareContact,
    CareerSession,
    Distance,
    Evaluation,
    SessionNote,
    Slot,
)
from programs.visions.models import CompanyVision, Counterpart, SheetShare, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes, SheetPart, Step, TalkNote

__all__ = [
    "Announcement", "Attendance",
    # cohorts
    "Apart", "Certificate", "Dialogue", "DialogueQuestion", "Mixing", "Nomination", "OutcomeWord", "Pairing",
    "Partner", "Place", "Practice", "PracticeLine", "PracticeShare", "Program", "ProgramSession", "Round", "Steward",
    # collaborations
    "Agreement", "Carrying", "Collaboration", "Decision", "Finish", "Meeting", "Milestone", "Outcome", "Part", "Party",
    "Pledge", "Role", "SharedLink", "SideNote", "Signature", "Statement",
    # exchange
    "Aside", "Ask", "Listing", "Openness", "Relay", "Shown", "ThemeWeight", "WorkWish",
    # ledger
    "Contribution", "Postscript",
    # lines
    "Gratitude", "Pause", "SharedMoment",
    # mentoring
    "Advisor", "CareContact", "CareerSession", "Distance", "Evaluation", "Fund", "SessionNote", "Slot", "Tally",
    "Transition", "TransitionChoice",
    # visions
    "CompanyVision", "Counterpart", "MeetingPoint", "MeetingYes", "SheetPart", "SheetShare", "Step", "TalkNote", "VisionSheet",
    # gatherings and what remains of them
    "EventOutcome", "EventPhoto", "Feed", "Feedback", "FeedbackGiven", "MeetAgain", "OutcomeYes", "Thanks",
    "ChecklistItem", "Event", "EventCompany", "EventInvite", "EventRole", "Guest", "Note", "Question", "Reading",
    "Reply", "Series", "Session", "Told",
]  # fmt: skip
