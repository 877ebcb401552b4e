"""Every periodic job, with its reason. Ticks only: a tick looks in the database for what is due and may come twice.

Interval ticks, never crontab (it repeats or skips an hour when summer time changes), never longer than an hour
(the scheduler remembers nothing across a restart), and each expires before it could pile up.
"""

from typing import Any


def every(seconds: float, task: str) -> dict[str, Any]:
    return {"task": task, "schedule": seconds, "options": {"expires": min(max(seconds, 1), 30)}}


SCHEDULE: dict[str, dict[str, Any]] = {
    # Wakes whoever has open events or due deliveries: a request never talks to Redis, so this is what starts a mail.
    "notices: tickle": every(1, "accounts.notices.tickle"),
    # Leases of dead workers go back, and what a lost wake-up left lying is found again.
    "notices: sweep": every(60, "accounts.notices.sweep"),
    # Admins hear within minutes that mail stands still or fails in numbers: nobody else would notice.
    "notices: watch": every(60, "accounts.notices.watch"),
    # Mails sent a quarter of a year ago leave in small batches, so that the tables that every mail writes stay small.
    "notices: prune": every(1800, "accounts.notices.prune"),
    # An HR file that was handed in, confirmed or taken back: the batch's state is the queue.
    "imports: work": every(2, "alumni.imports.work"),
    # Whoever changed something about themself is hidden from searches until their entry says what is true now.
    "directory: reindex": every(3, "alumni.directory.reindex"),
    # Whoever keeps a search hears of new people a day after the last look: 200 every ten minutes are 28,800 a day.
    "directory: look": every(600, "alumni.directory.look"),
    # Who was shown whom is kept for three years, as long as somebody may ask for it, and no longer.
    "directory: forget sightings": every(3600, "alumni.directory.forget_sightings"),
    # A company that lost its last verified people hides nobody any more: labels that stood on it may be too narrow.
    "profiles: count labels": every(3600, "alumni.profiles.count_labels"),
    # Once a year everybody is asked whether what they told is still right: a few an hour, each in their own month.
    "profiles: ask still right": every(3600, "alumni.profiles.ask_still_right"),
    # Nobody who asked to join is forgotten: HR hears of a request that has waited more than three workdays.
    "arrivals: remind": every(3600, "alumni.arrivals.remind"),
    # Questions that nobody answered end kindly after thirty days, so that nobody waits or nags for ever.
    "connections: lapse": every(3600, "alumni.connections.lapse"),
    # Whoever came is thanked on the morning after, by the clock of the place: the fact's key makes it once.
    "keepsakes: thank": every(900, "programs.keepsakes.thank"),
    # A photo that was taken down is gone for good after a month, file and all.
    "keepsakes: forget": every(3600, "programs.keepsakes.forget"),
    # To whoever asked for an introduction, an unanswered one and a declined one end on the same day.
    "introductions: lapse": every(3600, "alumni.introductions.lapse"),
    # An offered seat that nobody answered is worth most right away to the next in line; a minute is soon enough.
    "events: seats": every(60, "programs.events.seats"),
    # Whoever comes is asked once more two days before; a gathering that was moved asks anew by itself.
    "events: ask again": every(300, "programs.events.ask_again"),
    # An announcement that went out is marked so, and its bounces and answers are counted while they still come in.
    "announcements: settle": every(60, "programs.announcements.settle"),
    # A question the host needs answered is called to mind two days later, once; nobody waits for it by the minute.
    "events: call to mind": every(1800, "programs.events.call_to_mind"),
    # cohorts
    # A program begins by the day, and a seat is held for three days: a quarter of an hour is near enough.
    "cohorts: days": every(900, "programs.cohorts.days"),
    # Groups that a facilitator asked for: the row is the queue, so that a dead worker's are taken up by the next.
    "cohorts: mix": every(2, "programs.cohorts.mix"),
    # The line of the week is called to mind from Thursday on, a department's look back on its day: each once by its key.
    "cohorts: remind": every(1800, "programs.cohorts.remind"),
    # collaborations: who is waited for hears of it once a week at most, and of a milestone on the day before.
    "collaborations: remind": every(1800, "programs.collaborations.remind"),
    # exchange
    # Needs and offers that nobody renewed end by themselves, and questions end kindly after a month of silence.
    "exchange: lapse": every(1800, "programs.exchange.lapse"),
    # How rare a theme is, and how often people were asked and shown of late: an hour old is near enough.
    "exchange: weigh": every(3600, "programs.exchange.weigh"),
    # A few suggestions a week for whoever is open to them: a hundred people every half hour are 33,600 a week.
    "exchange: tell": every(1800, "programs.exchange.tell"),
    # ledger
    # What happened lately is suggested to both sides: nobody starts from a blank page, and nobody waits for it.
    "ledger: suggest": every(1800, "programs.ledger.suggest"),
    # lines
    # mentoring
    # Sessions that ended a day ago are over and counted in their month; nobody waits for it.
    "mentoring: close past": every(1800, "programs.mentoring.close_past"),
    # visions
    # A step lights up by itself when its gathering is over; the two hear of it within the hour, once.
    "visions: come true": every(3600, "programs.visions.come_true"),
    # Allergies and needs were told for one day: they go a month after it.
    "events: forget needs": every(3600, "programs.events.forget_needs"),
}
