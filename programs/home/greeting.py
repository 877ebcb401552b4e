"""PURE: which greeting fits the hour."""

MORNING, DAY, EVENING = "morning", "day", "evening"


def greeting(hour: int) -> str:
    if 4 <= hour < 11:
        return MORNING
    return DAY if 11 <= hour < 17 else EVENING
