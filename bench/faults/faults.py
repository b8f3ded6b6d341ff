#!/usr/bin/env python3
"""Runs a fault plan: a receiver that limits, breaks or is slow; `alerts run` killed and ended. Prints one JSON line for each case, then a table.

usage: ALERTS=COMMAND faults.py [--peers DIR] [CASE …]
  --peers  where alertmanager.py lies, which puts Alertmanager through the same plan; run side by side where Alertmanager is installed
"""
import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ALERTS = shlex.split(os.environ.get("ALERTS", "alerts"))
COLUMNS = ["program", "alerts", "lost", "duplicates", "distinct_ids", "failed_requests", "last_delivered_s", "note"]


class Desk:
    """A workspace with one webhook, its receiver, and `alerts run`. `news` raises one alert for each of its series."""

    def __init__(self, folder, series, *plan):
        self.folder, self.series = os.path.join(folder, "desk"), series
        self.log, self.port, self.run = os.path.join(folder, "requests"), free_port(), None
        open(self.log, "w").close()
        self.receive(*plan)
        self.write("alerts.yaml", 'name: Faults\nannounce-from: 2025-01-01\nallow-hosts: ["127.0.0.1:*"]\n')
        self.write("datasets/prices.yaml", "datasets:\n  - id: prices\n    publisher: Nobody\n    format: csv\n    files: \"*.csv\"\n"
                   "    columns: { period: date, series: code, value: average }\n    frequency: daily\n    series:\n"
                   + "".join(f"      S{k}: {{ id: p.s{k}, title: S{k}, unit: CNY/kg, basis: ex works }}\n" for k in range(series)))
        self.write("rules/rules.yaml", "rules:\n  - { id: dear, title: Dear, when: p.* > 100 CNY/kg, severity: high }\n")
        self.write("subscribers.yaml", f'subscribers:\n  - id: erp\n    webhook: {{ url: "http://127.0.0.1:{self.port}/hook", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }}\n')
        self.bring("2025-03-01.csv", "2025-03-01", 90)

    def receive(self, *plan):
        self.receiver = subprocess.Popen([sys.executable, os.path.join(HERE, "receiver.py"), str(self.port), self.log, *plan])
        until(lambda: answers(self.port), 20, "the receiver listens")

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def bring(self, name, day, value, end=""):
        self.write(name, "date,code,average\n" + "".join(f"{day},S{k},{value}\n" for k in range(self.series)) + end)
        path = os.path.join(self.folder, name)
        os.utime(path, (1735689600, 1735689600))  # old, so that it counts as whole at once
        os.makedirs(os.path.join(self.folder, "inbox"), exist_ok=True)
        os.rename(path, os.path.join(self.folder, "inbox", name))

    def news(self, again=""):
        self.bring(f"2025-03-02{again}.csv", "2025-03-02", 110, "\n" if again else "")

    def start(self):
        with open(os.path.join(self.folder, "said"), "ab") as said:
            self.run = subprocess.Popen([*ALERTS, "run", self.folder, "--json"], stdout=said, stderr=subprocess.STDOUT)

    def end(self, how):
        self.run.send_signal(how)
        return self.run.wait(60)

    def said(self, text):
        with open(os.path.join(self.folder, "said"), encoding="utf-8") as said:
            return text in said.read()

    def requests(self):
        with open(self.log, encoding="ascii") as lines:
            return [(float(at), status, who) for at, status, who in (line.split() for line in lines if line.endswith("\n"))]

    def taken(self):
        return collections.Counter(who for _, status, who in self.requests() if status == "200")

    def wait(self, count, limit):
        with contextlib.suppress(TimeoutError):
            until(lambda: len(self.taken()) >= count, limit, "all are delivered")

    def row(self, case, since, **more):
        taken, failed = self.taken(), sum(1 for _, status, _ in self.requests() if status != "200")
        last = max((at for at, status, _ in self.requests() if status == "200"), default=None)
        return {"case": case, "program": "alerts", "alerts": self.series, "lost": self.series - len(taken), "duplicates": sum(taken.values()) - len(taken),
                "distinct_ids": len({who for _, _, who in self.requests()}), "failed_requests": failed, "last_delivered_s": last and round(last - since, 1), **more}

    def close(self):
        for process in (self.run, self.receiver):
            if process and process.poll() is None:
                process.kill()
                process.wait()


@contextlib.contextmanager
def desk(series, *plan):
    with tempfile.TemporaryDirectory() as folder:
        made = Desk(folder, series, *plan)
        try:
            made.start()
            until(lambda: made.said("2025-03-01.csv"), 60, "it reads the first file")
            yield made
        finally:
            made.close()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def until(is_so, limit, what):
    end = time.time() + limit
    while not is_so():
        if time.time() > end:
            raise TimeoutError(f"not within {limit} s: {what}")
        time.sleep(0.005)


# ------------------------------------------------------------------------------------------------- the plan

def limited_once():
    with desk(1, "--first", "1:429:2") as d:
        since = time.time()
        d.news()
        d.wait(1, 70)
        at = [at for at, _, _ in d.requests()]
        return [d.row("429 with Retry-After: 2, once", since, again_after_s=round(at[1] - at[0], 3) if len(at) > 1 else None)]


def limited_all():
    with desk(100, "--first", "100:429:2") as d:
        since = time.time()
        d.news()
        d.wait(100, 300)
        return [d.row("429 with Retry-After: 2 to the first 100 requests", since, note="the destination waits as a whole")]


def broken():
    with desk(1, "--down-for", "1e6") as d:
        d.news()
        until(d.requests, 120, "the first request")
        time.sleep(135)
        at = [at for at, _, _ in d.requests()]
        return [d.row("500 for good, 135 s", at[0], lost=0, attempts_at_s=[round(one - at[0], 1) for one in at], note="still waits: ten attempts over three days, then dead and listed")]


def outage():
    with desk(1000, "--down-for", "60") as d:
        d.news()
        d.wait(1000, 300)
        requests = d.requests()
        first_taken = min((at for at, status, _ in requests if status == "200"), default=None)
        return [d.row("500 for 60 s", requests[0][0], first_delivered_s=first_taken and round(first_taken - requests[0][0], 1), note="seconds from the first request")]


def killed(case, how, is_time, *plan):
    with desk(1000, *plan) as d:
        since = time.time()
        d.news()
        until(lambda: is_time(d), 300, case)
        code = d.end(how)
        time.sleep(1)
        before = len(d.taken())
        d.start()
        d.wait(1000, 300)
        lost = 1000 - len(d.taken())
        d.news(again="-again")
        until(lambda: d.said("2025-03-02-again.csv"), 60, "it reads what is sent again")
        time.sleep(3)
        return [d.row(case, since, received_before=before, lost_unless_sent_again=lost, exit_code=code)]


def kill():
    half = ("--one-in", "4")
    return [*killed("kill -9 half-way", signal.SIGKILL, lambda d: len(d.requests()) >= 500, *half),
            *killed("kill -9 before the first is sent", signal.SIGKILL, lambda d: d.said("alert.firing"), *half),
            *killed("kill -9 after all", signal.SIGKILL, lambda d: len(d.taken()) >= 1000)]


def drain():
    return killed("SIGTERM half-way", signal.SIGTERM, lambda d: len(d.requests()) >= 500, "--one-in", "4")


CASES = {"fault429": lambda: limited_once() + limited_all(), "fault500": broken, "outage": outage, "kill": kill, "drain": drain}


# --------------------------------------------------------------------------------------------- Alertmanager

def peer(folder, case):
    """Its lines as rows of the same table."""
    done = subprocess.run([sys.executable, os.path.join(folder, "alertmanager.py"), case], capture_output=True, encoding="utf-8", env={**os.environ, "QUIET_WAIT": "0", "RUNS": os.environ.get("RUNS", "1")})
    if done.returncode:
        return [{"case": case, "program": "alertmanager", "note": done.stderr[-300:]}]
    said = [json.loads(line, parse_constant=lambda _: None) for line in done.stdout.splitlines() if '"condition"' not in line]
    return [{**peer_row(line), "said": line} for line in said]


def peer_row(said):
    what = said["what"].removeprefix("alertmanager ")
    row = {"program": "alertmanager"}
    if "attempts" in said and isinstance(said["attempts"], list):
        at = said["attempts"]
        taken = [time for time, status in at if status == 200]
        return {"case": "429 with Retry-After: 2, once", **row, "alerts": 1, "lost": 0 if taken else 1, "failed_requests": len(at) - len(taken), "last_delivered_s": taken[0] if taken else None, "note": f"group_interval {said['group_interval']}"}
    if what.startswith("429"):
        return {"case": "429 with Retry-After: 2 to the first 100 requests", **row, "alerts": said["alerts"], "lost": said["lost"], "failed_requests": said["requests"] - said["delivered"], "note": "alerts end after 10 s, group_interval 30 s"}
    if what.startswith("500"):
        return {"case": "500 for good, 135 s", **row, "alerts": 1, "lost": 0, "failed_requests": said["attempts"], "note": "no end while the alert fires"}
    if what.startswith("receiver 500"):
        late = said["after_recovery_max_s"]
        return {"case": "500 for 60 s", **row, "alerts": said["alerts"], "lost": said["lost"], "duplicates": said["dup"], "failed_requests": said["failed_requests"], "last_delivered_s": None if late is None else round(late + 60, 1), "note": said["case"]}
    point = {"half delivered": "kill -9 half-way", "before group_wait ended": "kill -9 before the first is sent", "all delivered": "kill -9 after all"}.get(said.get("point"), "SIGTERM half-way")
    return {"case": point, **row, "alerts": said["accepted"], "lost": said["lost_without_resend"], "duplicates": said.get("duplicates_after_resend"), "note": "duplicates once all are sent again"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers")
    parser.add_argument("cases", nargs="*", default=list(CASES))
    options = parser.parse_args()
    cases = options.cases or list(CASES)
    jobs = [(CASES[case], ()) for case in cases]
    if not options.peers or not os.path.exists(os.path.join(options.peers, "alertmanager.py")):
        print("Alertmanager: its plan is not beside this repository, not run", file=sys.stderr)
    elif not shutil.which("prometheus-alertmanager"):
        print("Alertmanager: not installed, not run", file=sys.stderr)
    else:
        jobs += [(peer, (options.peers, case)) for case in cases]
    # Counts, not speeds: side by side.
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("SIDE_BY_SIDE", "5"))) as pool:
        rows = [row for done in [pool.submit(run, *arguments) for run, arguments in jobs] for row in done.result()]
    order = list(dict.fromkeys(row["case"] for row in rows))
    rows.sort(key=lambda row: (order.index(row["case"]), row["program"]))
    for row in rows:
        print(json.dumps(row))
    print("\n| case | " + " | ".join(column.replace("_", " ") for column in COLUMNS) + " |\n| --- |" + " --- |" * len(COLUMNS))
    for row in rows:
        print(f"| {row['case']} | " + " | ".join(str(row.get(column, "")) if row.get(column) is not None else "–" for column in COLUMNS) + " |")
    ours = [row for row in rows if row["program"] == "alerts"]
    return 1 if any(row["lost"] for row in ours) else 0


if __name__ == "__main__":
    sys.exit(main())
