namespace Alerts.Adapters.Sqlite;

/// <summary>The tables of the store, one step for each version. A step that has shipped is never changed: the next one mends it.</summary>
internal static class Schema
{
    /// <summary>Step n leads from version n to version n + 1 (<c>PRAGMA user_version</c>).</summary>
    public static readonly IReadOnlyList<string> Steps = [First, Second, Third, Fourth, Fifth, Reports, Threads, Postponed, Quarantine, Sources, ApiKeys, Urgency, Untold, Subscriptions, MessagesApart, SmallFiles, FewerIndexes];

    /// <summary>Of a row of <c>rule_states</c>: the contrary of <c>InstanceState.IsAtRest</c>. An index holds these rows.</summary>
    public const string IsRestless = """phase <> 'quiet' OR untold IS NOT NULL OR instr(alerts, '"Ended":null') > 0""";

    private const string First = """
        -- Instants stand twice: as people read them, with an offset, and in UTC for sorting ('…_utc').

        CREATE TABLE files (              -- every file that was read; one file is one publication
            sequence          INTEGER PRIMARY KEY,   -- place in the order of reading
            sha256            TEXT NOT NULL UNIQUE,  -- of its bytes; the raw file is .alerts/raw/<first two digits>/<sha256>
            file              TEXT NOT NULL,         -- its name
            dataset           TEXT NOT NULL,
            fingerprint       TEXT NOT NULL,         -- of the dataset's definition that read it
            published         TEXT NOT NULL,         -- when its values became known
            published_utc     TEXT NOT NULL,
            read_at           TEXT NOT NULL,
            outcome           TEXT NOT NULL CHECK (outcome IN ('accepted', 'partly', 'rejected')),
            reason            TEXT,                  -- keyword, where the file was rejected
            accepted          INTEGER NOT NULL,      -- rows that were read
            unchanged         INTEGER NOT NULL       -- of their values, those known already
        );

        CREATE TABLE rows_set_aside (     -- rows that gave no observation
            sequence          INTEGER NOT NULL REFERENCES files (sequence) ON DELETE CASCADE,
            line              INTEGER NOT NULL,
            column_name       TEXT,
            reason            TEXT NOT NULL,         -- keyword
            found             TEXT NOT NULL,
            message           TEXT NOT NULL,
            quarantined       INTEGER NOT NULL,      -- 1: it can still be accepted; 0: it cannot be read
            series            TEXT,                  -- what a quarantined row would have become
            period            TEXT,
            value             TEXT,
            unit              TEXT
        );
        CREATE INDEX rows_set_aside_by_file ON rows_set_aside (sequence);

        CREATE TABLE series (             -- names of series, so that observations are small
            number            INTEGER PRIMARY KEY,
            series            TEXT NOT NULL UNIQUE
        );

        CREATE TABLE observations (       -- every vintage of every value; never changed, a revision is another row
            series_number     INTEGER NOT NULL REFERENCES series (number),
            period_end        TEXT NOT NULL,         -- last day
            period_start      TEXT NOT NULL,         -- first day
            vintage_utc       TEXT NOT NULL,
            sequence          INTEGER NOT NULL REFERENCES files (sequence),
            period            TEXT NOT NULL,         -- 2025-03-24, 2025-03 or 2025-01..2025-02
            value             TEXT NOT NULL,         -- exact decimal
            unit              TEXT NOT NULL,
            vintage           TEXT NOT NULL,         -- when this value was first known
            rows              TEXT NOT NULL,         -- line numbers in the file, separated by commas; empty: the query covered it and gave no row
            PRIMARY KEY (series_number, period_end, period_start, vintage_utc, sequence)
        ) WITHOUT ROWID;
        CREATE INDEX observations_by_file ON observations (sequence);

        CREATE VIEW observations_history AS
            SELECT s.series, o.period, o.value, o.unit, o.vintage, f.dataset, f.file, o.rows, f.sha256, o.sequence, o.period_end, o.vintage_utc
            FROM observations o JOIN series s ON s.number = o.series_number JOIN files f ON f.sequence = o.sequence;

        CREATE VIEW observations_current AS   -- the values known now
            SELECT series, period, value, unit, vintage, dataset, file, rows, sha256
            FROM (SELECT *, row_number() OVER (PARTITION BY series, period ORDER BY vintage_utc DESC, sequence DESC) AS newest FROM observations_history)
            WHERE newest = 1;

        CREATE TABLE rule_states (        -- where each rule stands over its series
            rule              TEXT NOT NULL,
            instance          TEXT NOT NULL,         -- its series, separated by commas
            phase             TEXT NOT NULL CHECK (phase IN ('quiet', 'pending', 'firing')),
            pending           INTEGER NOT NULL,      -- observations that held so far, while pending
            level             INTEGER NOT NULL,      -- steps beyond the threshold, while firing
            head              TEXT,                  -- newest period evaluated
            meaning           TEXT NOT NULL,         -- the text of the rule that it was evaluated with
            applied           INTEGER NOT NULL,      -- sequence of the newest file applied
            untold            INTEGER,               -- sequence of the last file applied in silence, until where it stands has been announced
            alerts            TEXT NOT NULL,         -- JSON: alerts that people were told of and that a revision may still amend
            version           INTEGER NOT NULL,      -- counts the writes
            PRIMARY KEY (rule, instance)
        ) WITHOUT ROWID;

        CREATE TABLE events (             -- what was announced
            number            INTEGER PRIMARY KEY,   -- in the order announced
            id                TEXT NOT NULL UNIQUE,
            type              TEXT NOT NULL,
            rule              TEXT NOT NULL,
            instance          TEXT NOT NULL,
            period            TEXT NOT NULL,
            published         TEXT NOT NULL,
            severity          TEXT NOT NULL,
            title             TEXT NOT NULL,
            alert             TEXT NOT NULL,         -- id of the event that opened the alert
            sequence          INTEGER NOT NULL REFERENCES files (sequence),
            document          TEXT NOT NULL          -- the whole event as JSON, with its arithmetic and sources
        );

        CREATE VIEW alerts_open AS            -- alerts whose firing has been announced and whose end has not
            SELECT fired.id, fired.rule, fired.instance, fired.period, fired.published, fired.severity, fired.title
            FROM events fired
            WHERE fired.type = 'alert.firing' AND NOT EXISTS (
                SELECT 1 FROM events ended WHERE ended.alert = fired.id AND (ended.type = 'alert.resolved' OR (ended.type = 'alert.retracted'
                    AND EXISTS (SELECT 1 FROM json_each(ended.document, '$.amends') amended WHERE amended.value ->> '$.id' = fired.id))));

        CREATE TABLE notifications (      -- one message to one receiver
            number            INTEGER PRIMARY KEY,
            id                TEXT NOT NULL UNIQUE,
            event             TEXT NOT NULL,         -- id of the event; of a test of a channel, one that stands nowhere else
            subscriber        TEXT NOT NULL,
            channel           TEXT NOT NULL,
            address           TEXT NOT NULL,
            subject           TEXT NOT NULL,
            text              TEXT NOT NULL,
            html              TEXT NOT NULL,
            status            TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'delivered', 'dead')),
            due_utc           TEXT,                  -- when it is tried next; empty when it is finished
            claimed_until_utc TEXT,                  -- until then an attempt is under way
            attempts          INTEGER NOT NULL,
            first_attempt     TEXT
        );
        CREATE INDEX notifications_by_event ON notifications (event);
        CREATE INDEX notifications_waiting ON notifications (number, id, due_utc) WHERE status = 'waiting';

        CREATE TABLE attempts (           -- the ledger: what came of each attempt
            notification      TEXT NOT NULL REFERENCES notifications (id),
            number            INTEGER NOT NULL,
            at                TEXT NOT NULL,
            outcome           TEXT NOT NULL,         -- accepted is not delivered
            detail            TEXT NOT NULL,         -- what the receiver said
            decision          TEXT NOT NULL,         -- what follows from it
            PRIMARY KEY (notification, number)
        ) WITHOUT ROWID;

        CREATE VIEW deliveries AS
            SELECT n.id, n.event, n.subscriber, n.channel, n.address, n.subject, n.status, n.due_utc, a.number AS attempt, a.at, a.outcome, a.detail, a.decision
            FROM notifications n LEFT JOIN attempts a ON a.notification = n.id;

        CREATE TABLE work (               -- what is to be done, and when; it only wakes the worker
            number            INTEGER PRIMARY KEY,
            kind              TEXT NOT NULL CHECK (kind IN ('evaluate', 'route', 'deliver')),
            key               TEXT NOT NULL,         -- a sequence, an event's id, a notification's id
            due_utc           TEXT NOT NULL,
            UNIQUE (kind, key)
        );
        CREATE INDEX work_by_due ON work (due_utc, number);

        CREATE TABLE facts (              -- single facts: first_run, evaluated, caught_up
            name              TEXT PRIMARY KEY,
            value             TEXT NOT NULL
        ) WITHOUT ROWID;
        """;

    private const string Second = """
        CREATE TABLE destinations (       -- receivers that asked to wait, or that are gone
            channel           TEXT NOT NULL,
            address           TEXT NOT NULL,         -- as notifications have it
            held_until_utc    TEXT,                  -- nothing is sent there before; empty: no hold
            gone_since        TEXT,                  -- nothing is sent there; empty: it is there
            PRIMARY KEY (channel, address)
        ) WITHOUT ROWID;
        """;

    // Each text of an observation stood in each of its rows, some of them twice: five times the bytes, and half the speed of reading a file into the store.
    private const string Third = """
        DROP VIEW observations_current;
        DROP VIEW observations_history;
        ALTER TABLE observations RENAME TO observations_before;

        CREATE TABLE units (              -- names of units, so that observations are small
            number            INTEGER PRIMARY KEY,
            unit              TEXT NOT NULL UNIQUE
        );

        CREATE TABLE observations (       -- every vintage of every value; never changed, a revision is another row. The view observations_history tells it in words
            series_number     INTEGER NOT NULL,      -- number in series
            last_day          INTEGER NOT NULL,      -- of the period, counted from 1970-01-01: date(last_day * 86400, 'unixepoch')
            months            INTEGER NOT NULL,      -- of the period: 0 for a day, 1 for a month, more for a combined period
            sequence          INTEGER NOT NULL,      -- sequence in files, which say when the value was first known
            value             TEXT NOT NULL,         -- exact decimal
            unit_number       INTEGER NOT NULL,      -- number in units
            rows              NOT NULL,              -- line number in the file; several: a text, separated by commas; empty text: the query covered it and gave no row
            PRIMARY KEY (series_number, last_day, months DESC, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE additions (          -- which series each file added observations to
            sequence          INTEGER NOT NULL REFERENCES files (sequence),
            series_number     INTEGER NOT NULL REFERENCES series (number),
            from_day          INTEGER NOT NULL,      -- the least last_day of those observations
            to_day            INTEGER NOT NULL,      -- the greatest
            PRIMARY KEY (sequence, series_number)
        ) WITHOUT ROWID;

        INSERT INTO units (unit) SELECT DISTINCT unit FROM observations_before;
        INSERT INTO observations
            SELECT series_number, unixepoch(period_end) / 86400,
                CASE WHEN length(period) = 10 THEN 0 ELSE (substr(period_end, 1, 4) - substr(period_start, 1, 4)) * 12 + substr(period_end, 6, 2) - substr(period_start, 6, 2) + 1 END,
                sequence, value, (SELECT number FROM units WHERE units.unit = observations_before.unit), iif(rows GLOB '*,*' OR rows = '', rows, CAST(rows AS INTEGER))
            FROM observations_before;
        INSERT INTO additions SELECT sequence, series_number, min(last_day), max(last_day) FROM observations GROUP BY sequence, series_number;
        DROP TABLE observations_before;

        CREATE VIEW observations_history AS   -- every vintage of every value
            SELECT s.series,
                CASE o.months
                    WHEN 0 THEN date(o.last_day * 86400, 'unixepoch')
                    WHEN 1 THEN strftime('%Y-%m', o.last_day * 86400, 'unixepoch')
                    ELSE strftime('%Y-%m', o.last_day * 86400, 'unixepoch', 'start of month', (1 - o.months) || ' months') || '..' || strftime('%Y-%m', o.last_day * 86400, 'unixepoch')
                END AS period,
                o.value, u.unit, f.published AS vintage, f.dataset, f.file, CAST(o.rows AS TEXT) AS rows, f.sha256, o.sequence,
                date(o.last_day * 86400, 'unixepoch') AS period_end, f.published_utc AS vintage_utc, o.series_number, o.last_day, o.months
            FROM observations o JOIN series s ON s.number = o.series_number JOIN files f ON f.sequence = o.sequence JOIN units u ON u.number = o.unit_number;

        CREATE VIEW observations_current AS   -- the values known now
            SELECT known.series, known.period, known.value, known.unit, known.vintage, known.dataset, known.file, known.rows, known.sha256
            FROM observations_history known
            WHERE NOT EXISTS (
                SELECT 1 FROM observations newer JOIN files f ON f.sequence = newer.sequence
                WHERE newer.series_number = known.series_number AND newer.last_day = known.last_day AND newer.months = known.months
                    AND (f.published_utc, newer.sequence) > (known.vintage_utc, known.sequence));
        """;

    private const string Fourth = """
        ALTER TABLE destinations ADD COLUMN failing_since TEXT /* the first failure that no success has followed; empty: it works */;
        CREATE INDEX notifications_by_destination ON notifications (channel, address, due_utc) WHERE status = 'waiting';
        """;

    // Where there are many rules over many series, nearly all are at rest.
    private const string Fifth = $"""
        CREATE INDEX rule_states_restless ON rule_states (rule, instance) WHERE {IsRestless};
        """;

    private const string Reports = """
        CREATE TABLE reports (            -- what a mail provider said of a message that it had taken over
            notification      TEXT NOT NULL REFERENCES notifications (id),
            key               TEXT NOT NULL,         -- of what it says: a repeat is known by it
            name              TEXT NOT NULL,         -- delivered, bounce …
            at_utc            TEXT NOT NULL,         -- when it happened, by the provider's clock
            outcome           TEXT,                  -- what it means for the message; empty: nothing
            detail            TEXT NOT NULL,
            PRIMARY KEY (notification, key)
        ) WITHOUT ROWID;
        ALTER TABLE destinations ADD COLUMN opted_out_since TEXT /* the receiver wants no more mail; empty: mail is welcome */;
        ALTER TABLE destinations ADD COLUMN opted_in_at TEXT /* when the receiver last asked for mail again */;
        ALTER TABLE destinations ADD COLUMN soft_failures TEXT /* when mail was turned away since any was delivered, separated by blanks */;
        ALTER TABLE destinations ADD COLUMN delivered_at TEXT /* when mail was last delivered */;
        """;

    private const string Subscriptions = """
        CREATE TABLE subscriptions (      -- what receivers of mail decided by themselves
            subscriber        TEXT NOT NULL,         -- id of a subscriber of the files, or 'self-…' of one who asked by themselves
            address_key       TEXT NOT NULL,         -- the address in lower case
            address           TEXT NOT NULL,
            version           INTEGER NOT NULL,      -- counts the writes
            document          TEXT NOT NULL,         -- JSON: what they want, what was asked for, when they confirmed and unsubscribed
            PRIMARY KEY (subscriber, address_key)
        ) WITHOUT ROWID;
        CREATE TABLE forgotten (          -- ids of messages that the ledger no longer holds: none of them is sent again
            id                TEXT PRIMARY KEY
        ) WITHOUT ROWID;
        """;

    private const string ApiKeys = """
        CREATE TABLE api_keys (           -- keys of the HTTP API
            name              TEXT PRIMARY KEY,
            scopes            TEXT NOT NULL,         -- read, ingest, operate, separated by blanks
            hash              TEXT NOT NULL,         -- SHA-256 of the token, which is kept nowhere
            created           TEXT NOT NULL,
            revoked           TEXT                   -- since when it opens nothing; empty: it does
        ) WITHOUT ROWID;
        """;

    private const string Postponed = """
        CREATE TABLE postponed (          -- events that a receiver is to be told of later
            number            INTEGER PRIMARY KEY,   -- in the order postponed
            bundle            TEXT NOT NULL,         -- what is told together
            event             TEXT NOT NULL,
            subscriber        TEXT NOT NULL,
            channel           TEXT NOT NULL,
            address           TEXT NOT NULL,
            reason            TEXT NOT NULL,
            about             TEXT NOT NULL,         -- id of the silence, mute time or alert that holds it back; hash of the file of a group; empty text: nothing
            until             TEXT NOT NULL,
            why               TEXT NOT NULL,         -- why they are told at all
            UNIQUE (event, subscriber, channel, address)
        );
        CREATE INDEX postponed_by_bundle ON postponed (bundle);

        CREATE TABLE silences (           -- a person's pause of matching alerts
            id                TEXT PRIMARY KEY,
            matches           TEXT NOT NULL,         -- JSON: key → patterns
            begins            TEXT NOT NULL,
            until             TEXT NOT NULL,
            ended             TEXT,                  -- when somebody ended it before its time; empty: nobody did
            by                TEXT NOT NULL,
            why               TEXT NOT NULL
        ) WITHOUT ROWID;

        ALTER TABLE notifications ADD COLUMN told_in TEXT /* id of the message that told of it together with others; empty: it is one of its own */;
        ALTER TABLE notifications ADD COLUMN tells TEXT /* ids of the other events that it tells of, separated by blanks; empty: none */;

        ALTER TABLE work RENAME TO work_before;
        DROP INDEX work_by_due;
        CREATE TABLE work (               -- what is to be done, and when; it only wakes the worker
            number            INTEGER PRIMARY KEY,
            kind              TEXT NOT NULL,         -- evaluate, route, deliver, bundle
            key               TEXT NOT NULL,         -- a sequence, an event's id, a notification's id, a bundle's id
            due_utc           TEXT NOT NULL,
            UNIQUE (kind, key)
        );
        CREATE INDEX work_by_due ON work (due_utc, number);
        INSERT INTO work SELECT number, kind, key, due_utc FROM work_before;
        DROP TABLE work_before;
        """;

    private const string Threads = """
        ALTER TABLE notifications ADD COLUMN thread TEXT /* id of what the receiver was told when the alert began; empty: this begins one, or is about none */;
        """;

    // An event about the data that no publication caused has no sequence, and so its table is built anew.
    public const string Quarantine = """
        CREATE TABLE settlements (        -- what became of rows in quarantine; the newest counts
            id                TEXT NOT NULL,         -- of the row, as 'alerts quarantine' lists it
            sequence          INTEGER NOT NULL REFERENCES files (sequence),   -- of the file, or the decision, that settled it
            fate              TEXT NOT NULL CHECK (fate IN ('confirmed', 'refuted', 'replaced', 'accepted', 'rejected')),
            who               TEXT,                  -- the person who decided; empty: a later value did
            why               TEXT,
            PRIMARY KEY (id, sequence)
        ) WITHOUT ROWID;
        ALTER TABLE rows_set_aside ADD COLUMN id TEXT /* of a row in quarantine */;
        ALTER TABLE rows_set_aside ADD COLUMN rows TEXT /* line numbers that its value comes from, separated by commas; empty: its line */;
        CREATE INDEX rows_set_aside_in_quarantine ON rows_set_aside (id) WHERE id IS NOT NULL;

        CREATE TABLE origins (            -- of values that were in quarantine: the file whose rows they are
            sequence          INTEGER NOT NULL REFERENCES files (sequence),   -- that made them known
            series_number     INTEGER NOT NULL REFERENCES series (number),
            last_day          INTEGER NOT NULL,
            months            INTEGER NOT NULL,
            from_sequence     INTEGER NOT NULL REFERENCES files (sequence),
            PRIMARY KEY (sequence, series_number, last_day, months)
        ) WITHOUT ROWID;

        CREATE VIEW quarantine AS             -- rows that were ever in quarantine, and what became of them
            SELECT r.id, r.series, r.period, r.value, r.unit, r.reason, r.message, f.file, r.line, f.published, coalesce(s.fate, 'waiting') AS fate, s.who, s.why, b.published AS settled, r.sequence, s.sequence AS settled_by, r.column_name, r.found, r.rows, r.rowid AS number
            FROM rows_set_aside r JOIN files f ON f.sequence = r.sequence
                LEFT JOIN settlements s ON s.id = r.id AND s.sequence = (SELECT max(sequence) FROM settlements newest WHERE newest.id = r.id)
                LEFT JOIN files b ON b.sequence = s.sequence
            WHERE r.id IS NOT NULL AND f.outcome <> 'rejected';

        DROP VIEW observations_current;
        DROP VIEW observations_history;
        CREATE VIEW observations_history AS   -- every vintage of every value
            SELECT s.series,
                CASE o.months
                    WHEN 0 THEN date(o.last_day * 86400, 'unixepoch')
                    WHEN 1 THEN strftime('%Y-%m', o.last_day * 86400, 'unixepoch')
                    ELSE strftime('%Y-%m', o.last_day * 86400, 'unixepoch', 'start of month', (1 - o.months) || ' months') || '..' || strftime('%Y-%m', o.last_day * 86400, 'unixepoch')
                END AS period,
                o.value, u.unit, f.published AS vintage, origin.dataset, origin.file, CAST(o.rows AS TEXT) AS rows, origin.sha256, o.sequence,
                date(o.last_day * 86400, 'unixepoch') AS period_end, f.published_utc AS vintage_utc, o.series_number, o.last_day, o.months
            FROM observations o JOIN series s ON s.number = o.series_number JOIN files f ON f.sequence = o.sequence JOIN units u ON u.number = o.unit_number
                LEFT JOIN origins q ON q.sequence = o.sequence AND q.series_number = o.series_number AND q.last_day = o.last_day AND q.months = o.months
                JOIN files origin ON origin.sequence = coalesce(q.from_sequence, o.sequence);
        CREATE VIEW observations_current AS   -- the values known now
            SELECT known.series, known.period, known.value, known.unit, known.vintage, known.dataset, known.file, known.rows, known.sha256
            FROM observations_history known
            WHERE NOT EXISTS (
                SELECT 1 FROM observations newer JOIN files f ON f.sequence = newer.sequence
                WHERE newer.series_number = known.series_number AND newer.last_day = known.last_day AND newer.months = known.months
                    AND (f.published_utc, newer.sequence) > (known.vintage_utc, known.sequence));

        DROP VIEW alerts_open;
        ALTER TABLE events RENAME TO events_before;
        CREATE TABLE events (             -- what was announced
            number            INTEGER PRIMARY KEY,   -- in the order announced
            id                TEXT NOT NULL UNIQUE,
            type              TEXT NOT NULL,
            rule              TEXT NOT NULL,         -- empty: an event about the data
            instance          TEXT NOT NULL,
            period            TEXT NOT NULL,
            published         TEXT NOT NULL,
            severity          TEXT NOT NULL,
            title             TEXT NOT NULL,
            alert             TEXT NOT NULL,         -- id of the event that opened the alert
            sequence          INTEGER REFERENCES files (sequence),   -- of the file that caused it; empty: a day did
            document          TEXT NOT NULL          -- the whole event as JSON, with its arithmetic and sources
        );
        INSERT INTO events SELECT * FROM events_before;
        DROP TABLE events_before;
        CREATE VIEW alerts_open AS            -- alerts whose firing has been announced and whose end has not
            SELECT fired.id, fired.rule, fired.instance, fired.period, fired.published, fired.severity, fired.title
            FROM events fired
            WHERE fired.type = 'alert.firing' AND NOT EXISTS (
                SELECT 1 FROM events ended WHERE ended.alert = fired.id AND (ended.type = 'alert.resolved' OR (ended.type = 'alert.retracted'
                    AND EXISTS (SELECT 1 FROM json_each(ended.document, '$.amends') amended WHERE amended.value ->> '$.id' = fired.id))));
        """;

    private const string Sources = """
        ALTER TABLE files ADD COLUMN address TEXT /* where it was fetched, with names in place of secrets; empty: it was put into the inbox, or named in a call */;
        ALTER TABLE files ADD COLUMN fetched_at TEXT /* when it was fetched */;
        ALTER TABLE files ADD COLUMN pages TEXT /* hashes of the answers that it was put together of, separated by commas; empty: it is one answer */;

        CREATE TABLE sources (            -- where the polling of each dataset stands
            dataset           TEXT PRIMARY KEY,
            definition        TEXT NOT NULL,         -- of the source that was polled: another one is due at once
            due_utc           TEXT NOT NULL,         -- when it is polled next
            asked_at          TEXT NOT NULL,         -- when it was polled last
            outcome           TEXT NOT NULL,
            reason            TEXT,                  -- keyword, where it was no good
            failures          INTEGER NOT NULL,      -- polls in a row that were no good
            seen              TEXT NOT NULL          -- JSON: ETag and Last-Modified of the last answers, by address
        ) WITHOUT ROWID;

        CREATE TABLE hosts (              -- publishers' hosts that asked to wait
            host              TEXT PRIMARY KEY,
            held_until_utc    TEXT NOT NULL          -- it is not asked before
        ) WITHOUT ROWID;
        """;

    private const string Urgency = """
        ALTER TABLE work ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0 /* of what is due, the highest goes first: 0 to 3 as the alert's severity, 4 for a file that is not evaluated */;
        UPDATE work SET urgency = 4 WHERE kind = 'evaluate';
        DROP INDEX work_by_due;
        CREATE INDEX work_by_due ON work (due_utc);
        CREATE INDEX work_by_urgency ON work (urgency, due_utc, number);
        """;

    // Asked before each publication, where thousands of alerts may be open.
    private const string Untold = """
        CREATE INDEX rule_states_untold ON rule_states (rule, instance) WHERE untold IS NOT NULL;
        """;

    private const string SmallFiles = """
        CREATE TABLE raw_files (          -- small files that were posted, as they came; the others lie in the folder .alerts/raw
            sha256            TEXT PRIMARY KEY,      -- of the bytes
            bytes             BLOB NOT NULL
        );
        """;

    // Each is written for each message, twice; what they answered is answered by those that are left.
    private const string FewerIndexes = """
        DROP INDEX work_by_due;
        DROP INDEX notifications_waiting;
        """;

    // Messages are sent while other work is decided, so that each is asked for by itself.
    private const string MessagesApart = """
        DROP INDEX work_by_urgency;
        CREATE INDEX work_messages ON work (urgency, due_utc, number) WHERE kind = 'deliver';
        CREATE INDEX work_decisions ON work (urgency, due_utc, number) WHERE kind <> 'deliver';
        """;
}
