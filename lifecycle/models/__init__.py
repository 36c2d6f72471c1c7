from lifecycle.models.policies import GateRule, LifecyclePolicy, StateRule, StepRule
from lifecycle.models.reasons import Reason, Waiver
from lifecycle.models.transitions import Edge, Transition

__all__ = ["Edge", "GateRule", "LifecyclePolicy", "Reason", "StateRule", "StepRule", "Transition", "Waiver"]
