"""PURE: groups for each of R rounds, so that companies, departments and people mix as widely as they can.

The problem is known as maximally diverse grouping with the social golfer's wish that nobody meets twice. Everything is
a whole number, so the same people, wishes and seed give the same groups on any machine and in any order of the input.
"""

from programs.cohorts.mixing.bounds import Quality, quality_of
from programs.cohorts.mixing.obstacles import Obstacle, obstacles
from programs.cohorts.mixing.people import Member, Plan, Wish
from programs.cohorts.mixing.prices import Prices, cost_of
from programs.cohorts.mixing.reasons import Reason, reason_of, reasons_of
from programs.cohorts.mixing.repairing import CannotRepair, Repair, repair
from programs.cohorts.mixing.solving import mix

__all__ = [
    "CannotRepair", "Member", "Obstacle", "Plan", "Prices", "Quality", "Reason", "Repair", "Wish",
    "cost_of", "mix", "obstacles", "quality_of", "reason_of", "reasons_of", "repair",
]  # fmt: skip
