"""What keeps weekly digests true: functions and triggers of the database, as steps of a migration."""

from django.db.migrations import RunSQL

# A day anywhere on earth, with any hour at which it ends, is the day in UTC or one beside it; and a
# Saturday or a Sunday may already belong to the week that is named after the next Monday.
FUNCTIONS = """
CREATE FUNCTION journal_hold_weeks(owner uuid) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('weeks of ' || owner::text, 0))
$$;

CREATE FUNCTION journal_mondays_of(moment timestamptz) RETURNS SETOF date LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT day - (extract(isodow FROM day)::int - 1) + 7 * later
    FROM (SELECT (moment AT TIME ZONE 'UTC')::date + beside AS day, later
          FROM unnest(ARRAY[-1, 0, 1]) beside, unnest(ARRAY[0, 1]) later) days
    WHERE later = 0 OR extract(isodow FROM day) >= 6
    ORDER BY 1
$$;

CREATE FUNCTION journal_mark_years(owner uuid, moment timestamptz) RETURNS void LANGUAGE sql AS $$
    UPDATE journal_yeardigest SET counts = NULL
    WHERE owner_id = owner AND counts IS NOT NULL
    AND first_day IN (SELECT date_trunc('year', day)::date FROM journal_mondays_of(moment) day)
$$;

CREATE FUNCTION journal_mark_weeks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM journal_hold_weeks(OLD.owner_id);
        UPDATE journal_weekdigest SET counts = NULL, words = NULL
        WHERE owner_id = OLD.owner_id AND counts IS NOT NULL
        AND monday IN (SELECT journal_mondays_of(OLD.happened_at));
        PERFORM journal_mark_years(OLD.owner_id, OLD.happened_at);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM journal_hold_weeks(NEW.owner_id);
        INSERT INTO journal_weekdigest AS kept (id, version, owner_id, monday)
        SELECT gen_random_uuid(), 0, NEW.owner_id, monday FROM journal_mondays_of(NEW.happened_at) monday
        ON CONFLICT (owner_id, monday) DO UPDATE SET counts = NULL, words = NULL
        WHERE kept.counts IS NOT NULL;
        PERFORM journal_mark_years(NEW.owner_id, NEW.happened_at);
    END IF;
    RETURN NULL;
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION journal_mark_weeks();
DROP FUNCTION journal_mark_years(uuid, timestamptz);
DROP FUNCTION journal_mondays_of(timestamptz);
DROP FUNCTION journal_hold_weeks(uuid);
"""


def functions() -> RunSQL:
    """Return the migration step that teaches the database which weeks a moment may fall into."""
    return RunSQL(FUNCTIONS, NO_FUNCTIONS)


def invalidates_week_digest(table: str) -> RunSQL:
    """Return the migration step after which every write to this table, which has a moment, empties its weeks' digests.

    Rows that are there already get their weeks as well: which ones is in clear, what to count is for their owner.
    """
    return RunSQL(
        f"""
        CREATE TRIGGER mark_weeks AFTER INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION journal_mark_weeks();
        SELECT set_config('app.system', 'on', true);
        INSERT INTO journal_weekdigest (id, version, owner_id, monday)
        SELECT gen_random_uuid(), 0, owner_id, monday
        FROM (SELECT DISTINCT owner_id, journal_mondays_of(happened_at) AS monday FROM {table}) weeks
        ON CONFLICT (owner_id, monday) DO NOTHING;
        SELECT set_config('app.system', '', true);
        """,  # noqa: S608 - a table of ours
        f"DROP TRIGGER mark_weeks ON {table}",
    )
