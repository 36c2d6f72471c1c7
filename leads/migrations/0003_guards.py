from django.db import migrations

from lifecycle import guards


class Migration(migrations.Migration):
    dependencies = [("leads", "0002_initial"), ("lifecycle", "0003_guards")]
    operations = [guards.guard_record("leads_lead", "lead")]
