import pytest

from crm.core.tally import tally
from team.models import Team, User

pytestmark = pytest.mark.django_db


def test_many_counts_are_one_question(rep, teammate, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = tally(
            reps=User.objects.filter(roles__contains=["rep"]),
            teams=Team.objects.order_by("name"),
            named=User.objects.filter(last_name="100% sure"),
            nobody=User.objects.none(),
        )
    assert found == {"reps": 2, "teams": 1, "named": 0, "nobody": 0}


def test_nothing_to_count_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tally() == {}
