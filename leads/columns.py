"""What a list shows of a lead's score."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from crm.core import cells, columns


@dataclass(frozen=True, kw_only=True)
class Score(columns.Column):
    """Points in whole numbers, the tick at the threshold of the scorecard they come from."""

    first_down: bool = True
    look: str = ""
    kind: str = "score"

    @property
    def fields(self) -> tuple[str, ...]:
        return ("points", "score__epoch__scorecard__threshold")

    def html(self, row: columns.Row, reader: columns.Reader) -> SafeString:
        points, threshold = (row[name] for name in self.fields)
        return cells.score(None if points is None else int(points), threshold or 0)

    def plain(self, row: columns.Row) -> str:
        return "" if row["points"] is None else f"{row['points']:.1f}"
