from django.db import migrations

from lifecycle import guards


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0002_initial")]
    operations = [
        guards.functions(),
        guards.guard_transitions(),
        guards.append_only("lifecycle_transition"),
    ]
