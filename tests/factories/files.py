"""Files to import: written to a folder of the test, imported with a mapping given as TOML."""

from contacts.importing.mapping import parse
from contacts.importing.report import Report
from contacts.importing.run import import_file

PEOPLE = {
    "Id": "lead.external_id",
    "First": "contact.first_name",
    "Last": "contact.last_name",
    "Mail": "contact.email",
    "Land": "contact.country",
    "Source": "lead.source",
}


class Importer:
    """`importer(csv, columns)` imports a text and returns the tally; `problems` are those of the last file."""

    def __init__(self, folder):
        self.folder, self.problems = folder, []

    def __call__(self, text, columns=None, *, source=None, encoding="utf-8", **options):
        path = self.write(text, encoding)
        mapping = parse({"source": {"name": "Fair", **(source or {})}, "columns": columns or PEOPLE})
        with Report() as report:
            tally = import_file(path, mapping, report=report, **options)
        self.problems = report.first
        return tally

    def write(self, text, encoding="utf-8", name="people.csv"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    @property
    def told(self):
        """(line, fate) of each problem."""
        return [(problem.line, problem.fate) for problem in self.problems]
