"""Full text, views for people who open the file with other programs, and decisions that nobody can take back."""

from alembic import op

revision = "search_and_views"
down_revision = "first_tables"

VERSION_LIST = """
CREATE VIEW version_list AS
SELECT policies.name AS policy, policies.payer, versions.policy_number, versions.title, versions.place,
       versions.in_force_from, versions.in_force_until, versions.is_current, versions.effective_date,
       versions.last_review_date, versions.next_review_date, diffs.verdict AS verdict_against_the_one_before,
       versions.remarks, sources.name AS file, sources.media_type, sources.pages, sources.added_at, sources.sha256
FROM versions
JOIN policies ON policies.id = versions.policy_id
JOIN sources ON sources.id = versions.source_id
LEFT JOIN diffs ON diffs.newer_id = versions.source_id
"""

CHANGE_LIST = """
CREATE VIEW change_list AS
SELECT policies.name AS policy, policies.payer, versions.title, versions.in_force_from, changes.direction, changes.area,
       changes.action, changes.rule, changes.service, changes.old_text, changes.old_page, changes.new_text,
       changes.new_page, changes.why, changes.confidence, decisions.status AS decision, decisions.owner,
       older.name AS old_file, newer.name AS new_file, changes.fingerprint
FROM changes
JOIN diffs ON diffs.id = changes.diff_id
JOIN versions ON versions.source_id = diffs.newer_id
JOIN policies ON policies.id = versions.policy_id
JOIN sources AS older ON older.id = diffs.older_id
JOIN sources AS newer ON newer.id = diffs.newer_id
LEFT JOIN decisions ON decisions.id =
    (SELECT max(latest.id) FROM decisions AS latest WHERE latest.fingerprint = changes.fingerprint)
"""

CODE_LIST = """
CREATE VIEW code_list AS
SELECT codes.system, codes.code, codes.last_code, codes.determination, codes.description, codes.heading,
       codes.statement, policies.name AS policy, policies.payer, versions.title, versions.in_force_from,
       versions.in_force_until, versions.is_current, codes.page, sources.name AS file
FROM codes
JOIN versions ON versions.source_id = codes.source_id
JOIN policies ON policies.id = versions.policy_id
JOIN sources ON sources.id = codes.source_id
"""

# What stands in the table is searched; the index keeps no second copy of it, so triggers keep it in step.
FULL_TEXT_SQLITE = """
CREATE VIRTUAL TABLE {table}_search
USING fts5({columns}, content={table}, content_rowid=id, tokenize='porter unicode61')
"""
INSERTED = """
CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_search(rowid, {columns}) VALUES (new.id, {new});
END
"""
DELETED = """
CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_search({table}_search, rowid, {columns}) VALUES ('delete', old.id, {old});
END
"""
UPDATED = """
CREATE TRIGGER {table}_search_update AFTER UPDATE ON {table} BEGIN
    INSERT INTO {table}_search({table}_search, rowid, {columns}) VALUES ('delete', old.id, {old});
    INSERT INTO {table}_search(rowid, {columns}) VALUES (new.id, {new});
END
"""
FULL_TEXT_POSTGRESQL = "CREATE INDEX {table}_search ON {table} USING gin (to_tsvector('english', {text}))"

SEARCHED = {"statements": ("services", "text"), "criteria": ("text",)}

ONLY_ADDED_SQLITE = """
CREATE TRIGGER decisions_are_never_{done} BEFORE {verb} ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are only ever added to');
END
"""
ONLY_ADDED_POSTGRESQL = (
    """
    CREATE FUNCTION refuse_to_change_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'decisions are only ever added to'; END $$
    """,
    """
    CREATE TRIGGER decisions_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_decisions()
    """,
)


def upgrade() -> None:
    for view in (VERSION_LIST, CHANGE_LIST, CODE_LIST):
        op.execute(view)
    if op.get_bind().dialect.name == "sqlite":
        upgrade_sqlite()
    else:
        upgrade_postgresql()


def upgrade_sqlite() -> None:
    for table, columns in SEARCHED.items():
        names = {side: ", ".join(f"{side}.{column}" for column in columns) for side in ("old", "new")}
        for statement in (FULL_TEXT_SQLITE, INSERTED, DELETED, UPDATED):
            op.execute(statement.format(table=table, columns=", ".join(columns), **names))
    for verb, done in (("UPDATE", "changed"), ("DELETE", "deleted")):
        op.execute(ONLY_ADDED_SQLITE.format(verb=verb, done=done))


def upgrade_postgresql() -> None:
    for table, columns in SEARCHED.items():
        op.execute(FULL_TEXT_POSTGRESQL.format(table=table, text=" || ' ' || ".join(columns)))
    for statement in ONLY_ADDED_POSTGRESQL:
        op.execute(statement)
