from prospects.models.credit import CreditCheck
from prospects.models.demo import Demo
from prospects.models.participant import Participant, ParticipantRole
from prospects.models.prospect import Prospect

__all__ = ["CreditCheck", "Demo", "Participant", "ParticipantRole", "Prospect"]
