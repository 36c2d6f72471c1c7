from django.db import migrations

from lifecycle import guards


class Migration(migrations.Migration):
    dependencies = [("prospects", "0002_initial"), ("lifecycle", "0003_guards")]
    operations = [
        guards.guard_record("prospects_prospect", "prospect"),
        guards.guard_record("prospects_creditcheck", "credit_check"),
        guards.guard_record("prospects_demo", "demo"),
    ]
