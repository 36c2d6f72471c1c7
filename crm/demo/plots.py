"""Which stories are told, and how often: every way a contact can take, up to where it stands today."""

from __future__ import annotations

from dataclasses import dataclass

GAPS = {  # days between a beat and the one before it
    "reach": (0.1, 2),
    "answer": (1, 7),
    "read": (1, 9),
    "browse": (1, 9),
    "heat_up": (1, 9),
    "talk": (1, 9),
    "ask_credit": (0.1, 2),
    "pass_credit": (1, 6),
    "refuse_credit": (2, 7),
    "plan_demo": (0.2, 3),
    "hold_demo": (3, 13),
    "show": (3, 13),
    "learn": (0.2, 3),
    "write_quote": (0.2, 3),
    "send_quote": (0.1, 2),
    "negotiate": (2, 8),
    "quote_anew": (2, 7),
    "accept": (3, 18),
    "buy_again": (60, 200),
    "disqualify": (5, 25),
}
USUAL = (1.0, 8.0)


@dataclass(frozen=True)
class Plot:
    """`beats` are acts in order; `idle`: for how many days nothing has happened since the last one."""

    count: int
    beats: str
    idle: tuple[float, float]
    modest: bool = False  # scores little, and so stays a lead
    unowned: bool = False  # waits in the team's pool
    prepaid: bool = False

    @property
    def acts(self) -> list[str]:
        return self.beats.split()


PAST, LONG_PAST = (6, 420), (30, 640)
TO_PROSPECT = "write_in talk"
BY_SCORE = "meet reach heat_up"
TO_CREDIT = f"{TO_PROSPECT} ask_credit pass_credit"
TO_DEAL = f"{TO_CREDIT} plan_demo learn hold_demo"
SCORED_DEAL = f"{BY_SCORE} ask_credit pass_credit plan_demo learn hold_demo"
DEMO_FIRST = f"{TO_PROSPECT} ask_credit plan_demo hold_demo learn pass_credit"
SECOND_TRY = f"{TO_CREDIT} plan_demo miss_demo plan_demo learn hold_demo"
SPARED = f"{TO_CREDIT} learn spare_demo"
QUOTED = "write_quote send_quote"

PLOTS = (
    # leads, live
    Plot(14, "meet", (0, 4), modest=True),
    Plot(8, "meet", (0.5, 6), modest=True, unowned=True),
    Plot(6, "meet browse", (0, 5), modest=True),
    Plot(15, "meet reach", (0.5, 16), modest=True),
    Plot(7, "write_in", (0, 3), modest=True),
    Plot(11, "write_in reach answer", (1, 18), modest=True),
    Plot(6, "meet reach read answer", (1, 12), modest=True),
    Plot(9, "meet reach answer set_aside", (5, 90), modest=True),
    # leads, over
    Plot(14, "meet reach disqualify", PAST, modest=True),
    Plot(10, "write_in reach disqualify", LONG_PAST, modest=True),
    Plot(3, f"{BY_SCORE} undo disqualify", PAST),
    # prospects, live
    Plot(3, TO_PROSPECT, (0, 4)),
    Plot(3, BY_SCORE, (0, 3)),
    Plot(6, f"{TO_PROSPECT} ask_credit", (0, 6)),
    Plot(2, f"{BY_SCORE} ask_credit plan_demo", (0, 4)),
    Plot(3, TO_CREDIT, (1, 9)),
    Plot(5, f"{TO_CREDIT} plan_demo", (0, 6)),
    Plot(2, f"{TO_CREDIT} plan_demo miss_demo", (1, 6)),
    Plot(4, f"{TO_CREDIT} plan_demo show", (1, 10)),
    Plot(3, f"{TO_CREDIT} plan_demo show learn", (1, 8)),
    Plot(5, f"{TO_CREDIT} park", (5, 80)),
    # prospects, over
    Plot(6, f"{TO_PROSPECT} lose", LONG_PAST),
    Plot(4, f"{TO_CREDIT} plan_demo show lose", LONG_PAST),
    Plot(2, f"{TO_CREDIT} plan_demo call_off lose", LONG_PAST),
    Plot(5, f"{TO_PROSPECT} ask_credit refuse_credit decline", PAST),
    Plot(4, f"{TO_CREDIT} recycle", (5, 120)),
    # opportunities, live
    Plot(4, TO_DEAL, (0, 2)),
    Plot(3, f"{SCORED_DEAL} write_quote", (0, 4)),
    Plot(6, f"{TO_DEAL} {QUOTED}", (1, 13)),
    Plot(3, f"{DEMO_FIRST} {QUOTED}", (12, 26)),
    Plot(5, f"{TO_DEAL} {QUOTED} negotiate", (1, 9)),
    Plot(3, f"{SCORED_DEAL} {QUOTED} negotiate quote_anew", (1, 8)),
    # opportunities, over
    Plot(7, f"{TO_DEAL} {QUOTED} accept", LONG_PAST),
    Plot(5, f"{SCORED_DEAL} {QUOTED} accept", LONG_PAST),
    Plot(3, f"{DEMO_FIRST} {QUOTED} negotiate accept", LONG_PAST),
    Plot(2, f"{SECOND_TRY} {QUOTED} accept", PAST),
    Plot(2, f"{SPARED} {QUOTED} accept", PAST),
    Plot(2, f"{TO_DEAL} {QUOTED} accept", PAST, prepaid=True),
    Plot(4, f"{TO_DEAL} {QUOTED} negotiate quote_anew accept", (2, 300)),
    Plot(5, f"{TO_DEAL} {QUOTED} lose_deal", LONG_PAST),
    Plot(3, f"{SCORED_DEAL} {QUOTED} negotiate lose_deal", PAST),
    Plot(2, f"{TO_DEAL} {QUOTED} accept buy_again ask_credit pass_credit {QUOTED} accept", (3, 300)),
    Plot(2, f"{TO_DEAL} {QUOTED} accept buy_again ask_credit pass_credit {QUOTED}", (1, 12)),
)
