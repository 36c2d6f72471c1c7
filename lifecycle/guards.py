"""What PostgreSQL proves of the lifecycle, as operations for migrations: no state passes the door unseen.

At commit each record's state must be the target of its last transition, each transition must begin where the one
before ended, and follow an edge of the state machine. History is append-only and records are never deleted; only an
erasure (`SET LOCAL crm.erasing = 'on'`) may touch either.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION crm_erasing() RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT coalesce(current_setting('crm.erasing', true), '') = 'on' $$;

CREATE FUNCTION crm_state_agrees(kind_ text, id_ bigint, table_ text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE state_ text; target_ text;
BEGIN
    EXECUTE format('SELECT state FROM %I WHERE id = $1', table_) INTO state_ USING id_;
    SELECT target INTO target_ FROM lifecycle_transition
    WHERE kind = kind_ AND record_id = id_ ORDER BY seq DESC LIMIT 1;
    IF state_ IS DISTINCT FROM target_ AND NOT crm_erasing() THEN
        RAISE EXCEPTION '% %: state is %, but its last transition leads to %', kind_, id_,
            coalesce(state_, 'nothing'), coalesce(target_, 'nothing')
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'States change only through the door.';
    END IF;
END $$;

CREATE FUNCTION crm_record_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target_ text;
BEGIN
    SELECT target INTO target_ FROM lifecycle_transition
    WHERE kind = TG_ARGV[0] AND record_id = NEW.id ORDER BY seq DESC LIMIT 1;
    -- the usual case ends here; an older version of the row, moved on since, is asked for anew
    IF NEW.state IS DISTINCT FROM target_ THEN
        -- a name brings the collation "C" along, with which no index would be found inside
        PERFORM crm_state_agrees(TG_ARGV[0], NEW.id, TG_TABLE_NAME COLLATE "default");
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION crm_transition_logged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before_ text; table_ text;
BEGIN
    SELECT target INTO before_ FROM lifecycle_transition
    WHERE kind = NEW.kind AND record_id = NEW.record_id AND seq = NEW.seq - 1;
    IF NEW.source <> coalesce(before_, '') OR (NEW.seq > 1 AND before_ IS NULL) THEN
        RAISE EXCEPTION '% % #%: begins at %, but the one before ended at %', NEW.kind, NEW.record_id, NEW.seq,
            NEW.source, coalesce(before_, 'nothing') USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT record_table INTO table_ FROM lifecycle_edge
    WHERE kind = NEW.kind AND step = NEW.step AND source = NEW.source AND target = NEW.target;
    IF table_ IS NULL THEN
        RAISE EXCEPTION '%: there is no step % from % to %', NEW.kind, NEW.step, NEW.source, NEW.target
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM crm_state_agrees(NEW.kind, NEW.record_id, table_);
    RETURN NULL;
END $$;

CREATE FUNCTION crm_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF crm_erasing() THEN RETURN coalesce(NEW, OLD); END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'contact_id' = to_jsonb(OLD) - 'contact_id' THEN RETURN NEW; END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION crm_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF crm_erasing() THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% is never deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION crm_never_deleted(); DROP FUNCTION crm_append_only(); DROP FUNCTION crm_transition_logged();
DROP FUNCTION crm_record_moved(); DROP FUNCTION crm_state_agrees(text, bigint, text); DROP FUNCTION crm_erasing();
"""


def functions() -> migrations.RunSQL:
    return migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def guard_transitions() -> migrations.RunSQL:
    return migrations.RunSQL(
        """CREATE CONSTRAINT TRIGGER transition_logged AFTER INSERT ON lifecycle_transition
           DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION crm_transition_logged()""",
        "DROP TRIGGER transition_logged ON lifecycle_transition",
    )


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION crm_append_only()""",
        f"DROP TRIGGER append_only ON {table}",
    )


def guard_record(table: str, kind: str) -> migrations.RunSQL:
    """Hold a record table against its transitions, at commit, and keep its rows from deletion."""
    return migrations.RunSQL(
        f"""
        CREATE CONSTRAINT TRIGGER record_entered AFTER INSERT ON {table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION crm_record_moved('{kind}');
        CREATE CONSTRAINT TRIGGER record_moved AFTER UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION crm_record_moved('{kind}');
        CREATE TRIGGER never_deleted BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION crm_never_deleted();
        """,
        f"""
        DROP TRIGGER never_deleted ON {table}; DROP TRIGGER record_moved ON {table};
        DROP TRIGGER record_entered ON {table};
        """,
    )
