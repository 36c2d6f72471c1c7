from django.db import migrations

from lifecycle import shipped


def ship(apps, schema_editor):
    shipped.write(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0003_guards")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
