"""What keeps the digests of kinds true: a function and triggers of the database, as steps of a migration."""

from django.db.migrations import RunSQL

from journal.models.digests import ALWAYS

# The arguments of its triggers are the kind, and what says when, if anything does.
FUNCTION = f"""
CREATE FUNCTION journal_mark_kind() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    year date := '{ALWAYS}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        IF TG_NARGS > 1 THEN
            EXECUTE 'SELECT date_trunc(''year'', ($1).' || TG_ARGV[1] || ')::date' INTO year USING OLD;
        END IF;
        PERFORM journal_hold_weeks(OLD.owner_id);
        UPDATE journal_kinddigest SET words = NULL
        WHERE owner_id = OLD.owner_id AND kind = TG_ARGV[0] AND first_day = year AND words IS NOT NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF TG_NARGS > 1 THEN
            EXECUTE 'SELECT date_trunc(''year'', ($1).' || TG_ARGV[1] || ')::date' INTO year USING NEW;
        END IF;
        PERFORM journal_hold_weeks(NEW.owner_id);
        INSERT INTO journal_kinddigest AS kept (id, version, owner_id, kind, first_day)
        VALUES (gen_random_uuid(), 0, NEW.owner_id, TG_ARGV[0], year)
        ON CONFLICT (owner_id, kind, first_day) DO UPDATE SET words = NULL
        WHERE kept.words IS NOT NULL;
    END IF;
    RETURN NULL;
END
$$;
"""  # noqa: S608 - a day of ours


def function() -> RunSQL:
    """Return the migration step that teaches the database to empty the digest of a kind."""
    return RunSQL(FUNCTION, "DROP FUNCTION journal_mark_kind()")


def invalidates_kind_digest(table: str, when: str = "") -> RunSQL:
    """Return the migration step after which every write to this table empties the digest of its kind and year.

    `when` is the column that says when, as PostgreSQL is to read it: a moment as UTC has it. Rows that are there
    already get their digests as well, empty.
    """
    kind = table.removeprefix("journal_")
    year = f"date_trunc('year', {when})::date" if when else f"'{ALWAYS}'::date"
    argument = when.replace("'", "''")
    arguments = f"'{kind}', '{argument}'" if when else f"'{kind}'"
    return RunSQL(
        f"""
        CREATE TRIGGER mark_kind AFTER INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION journal_mark_kind({arguments});
        SELECT set_config('app.system', 'on', true);
        INSERT INTO journal_kinddigest (id, version, owner_id, kind, first_day)
        SELECT gen_random_uuid(), 0, owner_id, '{kind}', year
        FROM (SELECT DISTINCT owner_id, {year} AS year FROM {table}) years
        ON CONFLICT (owner_id, kind, first_day) DO NOTHING;
        SELECT set_config('app.system', '', true);
        """,  # noqa: S608 - tables of ours
        f"DROP TRIGGER mark_kind ON {table}",
    )
