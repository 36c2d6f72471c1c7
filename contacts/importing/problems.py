"""What can be wrong with a file, a row, or a single cell."""


class Refused(Exception):
    """The file or the mapping cannot be used at all; nothing was changed."""


class BadCell(Exception):
    """The cell makes its row unusable; the sentence says why."""


class Doubt(Exception):
    """The cell is left out with a warning, the rest of its row is imported."""
