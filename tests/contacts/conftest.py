import pytest

from tests.factories.files import Importer


@pytest.fixture
def importer(db, tmp_path):
    return Importer(tmp_path)
