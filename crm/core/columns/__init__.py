"""The columns of a list: which values they fetch, how a cell looks, what the export says.

Cells come from plain `.values()` rows. A page list of fifty rows has five hundred cells, so each is one short string
made in Python; the shapes shared with templates are in `cells`.
"""

from crm.core.columns.base import Choice, Column, Money, Number, Reader, Row, Text, When
from crm.core.columns.journey import Days, NextStep, Phase, Score
from crm.core.columns.people import Owner, Person, Title

__all__ = [
    "Choice",
    "Column",
    "Days",
    "Money",
    "NextStep",
    "Number",
    "Owner",
    "Person",
    "Phase",
    "Reader",
    "Row",
    "Score",
    "Text",
    "Title",
    "When",
]
