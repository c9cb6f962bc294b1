"""A small article of our own to put boilerplate around."""

HEADLINE = "Norland and Sudland sign gas deal"
FIRST = (
    "The energy ministers of Norland and Sudland signed an agreement on the supply of natural gas on "
    "Tuesday, the ministry said."
)
SECOND = (
    "Deliveries will begin in March and are to last for ten years, officials told reporters in the capital."
)
THIRD = (
    "The volume was not disclosed, but people who know the talks put it at two billion cubic metres a year."
)
BODY = "\n\n".join((FIRST, SECOND, THIRD))


def with_tail(tail: str) -> str:
    return f"{HEADLINE}\n\n{BODY}\n\n{tail}\n"


def with_head(head: str) -> str:
    return f"{HEADLINE}\n\n{head}\n\n{BODY}\n"


def between(piece: str) -> str:
    return f"{HEADLINE}\n\n{FIRST}\n\n{piece}\n\n{SECOND}\n\n{THIRD}\n"
