"""All slices that bring their own rows: imports only."""

from tests.structure.rows import cohorts, cohorts_rounds, collaborations, exchange, ledger, lines, mentoring, visions

SLICES = [
    ledger,
    exchange,
    collaborations,
    cohorts,
    cohorts_rounds,
    mentoring,
    visions,
    lines,
]
ROWS = {key: row for rows in SLICES for key, row in rows.ROWS.items()}
