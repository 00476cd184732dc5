import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vault.fields
from vault.row_security import protect

# It waits for whoever keeps a digest just now, before it looks for one to take away.
FUNCTION = """
CREATE FUNCTION journal_drop_goal_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM journal_hold_weeks(coalesce(NEW.owner_id, OLD.owner_id));
    IF TG_TABLE_NAME = 'journal_goal' THEN
        DELETE FROM journal_goaldigest WHERE owner_id = OLD.owner_id AND id = OLD.id;
    ELSE
        DELETE FROM journal_goaldigest
        WHERE owner_id = coalesce(NEW.owner_id, OLD.owner_id) AND id IN (OLD.goal_id, NEW.goal_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER drop_goal_digest AFTER UPDATE OR DELETE ON journal_goal
FOR EACH ROW EXECUTE FUNCTION journal_drop_goal_digest();
CREATE TRIGGER drop_goal_digest AFTER INSERT OR UPDATE OR DELETE ON journal_tick
FOR EACH ROW EXECUTE FUNCTION journal_drop_goal_digest();
"""
NO_FUNCTION = """
DROP TRIGGER drop_goal_digest ON journal_goal;
DROP TRIGGER drop_goal_digest ON journal_tick;
DROP FUNCTION journal_drop_goal_digest();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0020_calendar_feed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GoalDigest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("shown", vault.fields.SealedJSONField()),
                ("owner", models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "id"), name="goal_digest_by_owner_and_id")],
            },
        ),
        protect("journal_goaldigest"),
        migrations.RunSQL(FUNCTION, NO_FUNCTION),
    ]
