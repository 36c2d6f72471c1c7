from django.db import migrations

from lifecycle import guards


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_initial"), ("lifecycle", "0003_guards")]
    operations = [
        guards.guard_record("opportunities_opportunity", "opportunity"),
        guards.guard_record("opportunities_quote", "quote"),
    ]
