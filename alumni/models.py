"""All tables of the alumni house, gathered for Django: imports only."""

from alumni.arrivals.models import Invitation, JoinRequest
from alumni.blocks.models import Block, Report
from alumni.companies.models import Company, Department, Enrolment, StaffRole, Succession
from alumni.connections.models import Connection
from alumni.directory.models import SearchEntry, SearchPost, SearchStale, Sighting
from alumni.directory.saved_models import SavedSearch
from alumni.imports.models import HrImport, HrImportRow
from alumni.introductions.models import Introduction, Vouch
from alumni.profiles.models import BlurLabel, Profile, Skill, SkillWord, StoryPart, Telling
from alumni.talks.models import Message, Seat, Talk
from alumni.tenures.models import Tenure, TenureNote

__all__ = [
    "Message",
    "Seat",
    "Talk",
    "Block",
    "Report",
    "BlurLabel",
    "Company",
    "Connection",
    "Department",
    "Enrolment",
    "HrImport",
    "HrImportRow",
    "Introduction",
    "Invitation",
    "JoinRequest",
    "Profile",
    "SavedSearch",
    "SearchEntry",
    "SearchPost",
    "SearchStale",
    "Sighting",
    "Skill",
    "SkillWord",
    "StaffRole",
    "StoryPart",
    "Succession",
    "Telling",
    "Tenure",
    "TenureNote",
    "Vouch",
]
