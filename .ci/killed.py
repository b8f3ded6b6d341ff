#!/usr/bin/env python3
"""`alerts` for those who compare what it tells, with a run that is killed: `run … --once` is ended by SIGKILL at up to three random
moments, most of them just after a file was read or something told, and then run to its end. What it prints are the events that the
store has gained, in their order, as one undisturbed run prints them; any other verb is called as it is.

usage: killed.py COMMAND VERB ARGUMENTS…
  KILLED_SEED  makes the moments repeatable, as far as a process is: the same for a workspace of the same name with as many files (1)
  KILLED_LOG   a file that gets one line for each call: how many kills there were, and how many found it at work

Exit codes are those of the last run; 3 when the store does not hold what was told, told something twice, or did not send it once.
"""
import glob
import json
import os
import random
import sqlite3
import subprocess
import sys
import time

MOST_KILLS, LATEST, PAUSE = 3, 0.8, 0.03


def rows(workspace, query):
    store = os.path.join(workspace, ".alerts", "alerts.db")
    if not os.path.exists(store):
        return []
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall() if connection.execute("PRAGMA user_version").fetchone()[0] else []


def killed(call, rng, lines):
    """Kills it after so many lines and a moment, or at a time. Gives its whole lines, and whether it was still at work."""
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        said = b""
        if rng.random() < 0.8:
            for _ in range(rng.randint(0, lines)):
                said += process.stdout.readline()
            time.sleep(rng.uniform(0, PAUSE))
        else:
            time.sleep(rng.uniform(0, LATEST))
        was_at_work = process.poll() is None
        process.kill()
        said += process.stdout.read()
    return said.split(b"\n")[:-1], was_at_work


def events(lines):
    documents = map(json.loads, filter(None, lines))
    return [document for document in documents if document["type"].startswith("alert.")]


def run(call, workspace):
    with open(os.path.join(workspace, "alerts.yaml"), encoding="utf-8") as settings:
        name = settings.readline()
    files = len(os.listdir(os.path.join(workspace, "inbox")))
    rng = random.Random(f"{os.environ.get('KILLED_SEED', '1')} {name} {files}")
    before = {row[0] for row in rows(workspace, "SELECT id FROM events")}
    told, kills, hits = [], rng.randint(1, MOST_KILLS), 0
    for _ in range(kills):
        lines, was_at_work = killed(call, rng, 2 * files)
        told += events(lines)
        hits += was_at_work
    last = subprocess.run(call, stdout=subprocess.PIPE, check=False)
    told += events(last.stdout.split(b"\n"))
    if os.environ.get("KILLED_LOG"):
        with open(os.environ["KILLED_LOG"], "a", encoding="utf-8") as log:
            log.write(f"{kills} {hits}\n")
    if last.returncode not in (0, 1):
        return last.returncode
    kept = {key: document for key, document in rows(workspace, "SELECT id, document FROM events ORDER BY number") if key not in before}
    wrong = list(faults(workspace, told, kept))
    print(*kept.values(), sep="\n")
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 3 if wrong else last.returncode


def faults(workspace, told, kept):
    for event in told:
        if json.loads(kept.get(event["id"], "null")) != event:
            yield f"told and not kept, or kept otherwise: {event['id']}"
    if len({event["id"] for event in told}) != len(told):
        yield "told twice"
    # Events about the data are the owner's, and there is none.
    for event, in rows(workspace, "SELECT e.id FROM events e WHERE e.rule <> '' AND 1 <> (SELECT count(*) FROM notifications n WHERE n.event = e.id AND n.status = 'accepted')"):
        yield f"not sent once: {event}"
    sent = {os.path.basename(path)[:-len(".eml")] for path in glob.glob(os.path.join(workspace, "outbox", "*.eml"))}
    if sent != {row[0] for row in rows(workspace, "SELECT id FROM notifications")}:
        yield "the mail folder does not hold what the ledger says"
    if rows(workspace, "PRAGMA integrity_check") not in ([], [("ok",)]):
        yield "the store is broken"


def main():
    command, verb, *arguments = sys.argv[1:]
    if verb != "run" or "--once" not in arguments:
        return subprocess.run([command, verb, *arguments], check=False).returncode
    return run([command, verb, *arguments], arguments[0])


if __name__ == "__main__":
    sys.exit(main())
