"""However a spreadsheet wrote the file: the same people come out of it."""

import pytest

from contacts.importing.dialect import inspect
from contacts.importing.problems import Refused
from contacts.importing.reading import header, rows
from contacts.models import Contact

HEADER = "Vorname;Nachname;Notiz"
ROW = 'Jörg;Müßig;"Zeile 1\nZeile 2; ""mit"" Zeichen"'
NAMES = {"Vorname": "contact.first_name", "Nachname": "contact.last_name", "Notiz": "contact.job_title"}


def read(tmp_path, data, **given):
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    dialect = inspect(path, **given)
    return dialect, [header(dialect), *rows(dialect)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_every_usual_way_of_writing_is_read(tmp_path, encoding, newline, sign):
    text = f"Vorname{sign}Nachname{sign}Notiz{newline}Jörg{sign}Müßig{sign}x{newline}"
    _dialect, (columns, record) = read(tmp_path, text.encode(encoding), columns=NAMES)
    assert columns == ["Vorname", "Nachname", "Notiz"]
    assert record.cells == ["Jörg", "Müßig", "x"]


def test_the_line_in_which_excel_names_the_delimiter_is_no_header(tmp_path):
    _dialect, (columns, record) = read(tmp_path, b"sep=;\r\nA;B\r\n1,5;2\r\n")
    assert columns == ["A", "B"]
    assert (record.line, record.cells) == (3, ["1,5", "2"])


def test_line_numbers_are_those_of_the_file_whatever_cells_contain(tmp_path):
    text = f"{HEADER}\n{ROW}\n\nAda;Lovelace;\n"
    _dialect, (_columns, *records) = read(tmp_path, text.encode())
    assert [record.line for record in records] == [2, 5]


def test_an_unclosed_quotation_mark_takes_only_its_own_line(tmp_path):
    text = 'A;B\n1;2\n3;"4\n5;6\n7;8\n'
    _dialect, (_columns, *records) = read(tmp_path, text.encode())
    assert [(record.line, bool(record.broken)) for record in records] == [(2, False), (3, True), (4, False), (5, False)]


def test_a_cell_of_a_megabyte_is_one_bad_row(tmp_path):
    text = f"A;B\n1;2\n3;{'x' * 1_000_000}\n5;6\n"
    _dialect, (_columns, *records) = read(tmp_path, text.encode())
    assert [bool(record.broken) for record in records] == [False, True, False]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \r\n \r\n", "is empty"),
        (b"\n\nA;B\n", "no header line"),
        (b"PK\x03\x04 some zip", "Save it as CSV"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(1, 32)) * 30, "is not a text file"),
        (b"x" * 5_000_000, "too long"),
    ],
)
def test_a_file_that_is_no_csv_is_refused(tmp_path, data, told):
    with pytest.raises(Refused, match=told):
        read(tmp_path, data)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(Refused, match="is not a file"):
            inspect(path)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"encoding": "klingon"}, "no encoding"),
        ({"encoding": "utf-8"}, "not written in"),
        ({"delimiter": "::"}, "single character"),
    ],
)
def test_what_the_mapping_says_wrongly_is_refused(tmp_path, given, told):
    with pytest.raises(Refused, match=told):
        read(tmp_path, "A;B\nJörg;x\n".encode("cp1252"), **given)


def test_a_header_of_five_thousand_columns_is_read(tmp_path):
    names = ",".join(f"c{number}" for number in range(5_000))
    _dialect, (columns,) = read(tmp_path, names.encode())
    assert len(columns) == 5_000


def test_wrongly_decoded_text_is_noticed_and_kept(importer):
    importer("Vorname,Nachname,Notiz\nJörg,MÃ¼ller,x\n", NAMES)
    assert Contact.objects.get().last_name == "MÃ¼ller"
    assert importer.told == [(2, "warned")]
