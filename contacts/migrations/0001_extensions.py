"""PostgreSQL's own: trigrams for search, GiST for exclusion constraints, and the folded form of a text."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# unaccent() is only STABLE, because its dictionary could be exchanged; ours is not, so that it may be indexed.
FOLD = """
CREATE FUNCTION crm_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(unaccent($1)) $$"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION crm_fold(text)"),
    ]
