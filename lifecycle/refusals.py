"""Why a door stayed shut: not possible from here, or not ready. (Not allowed is Django's PermissionDenied.)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from lifecycle.gates import Verdict


class Refused(Exception):
    """A step that did not happen; nothing was changed."""


class Impossible(Refused):
    """There is no such step from the record's present state."""

    def __init__(self, step: str, source: str) -> None:
        self.step, self.source = step, source
        super().__init__(_("This step is not possible from here any more. Nothing was changed."))


class NotReady(Refused):
    """The step exists, but gates are shut; `missing` holds their verdicts."""

    def __init__(self, missing: Sequence[Verdict]) -> None:
        self.missing = list(missing)
        super().__init__(_("Still missing: {gates}").format(gates="; ".join(str(m.label) for m in missing)))
