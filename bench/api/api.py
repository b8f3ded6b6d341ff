#!/usr/bin/env python3
"""Values posted over HTTP that each raise an alert, durable before the answer, delivered to a webhook on loopback. Prints one JSON line for each measurement.

usage: ALERTS=COMMAND api.py [--peers DIR] [latency|load …]
  latency  one value at a time: from sending it to its webhook
  load     VALUES of them, 64 in a request, one request at a time; the peer does the same
"""
import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
import faults  # noqa: E402

BATCH = 64
VALUES = int(os.environ.get("VALUES", "10000"))
ONE_BY_ONE = 100
PATIENCE = int(os.environ.get("PATIENCE", "240"))


class Served:
    """A desk whose values come by HTTP."""

    def __init__(self, folder, series):
        self.desk = faults.Desk(folder, series)
        self.port = faults.free_port()
        self.desk.write("alerts.yaml", f'name: Bench\nannounce-from: 2025-01-01\nallow-hosts: ["127.0.0.1:*"]\napi: {{ listen: "127.0.0.1:{self.port}" }}\n')
        made = subprocess.run([*faults.ALERTS, "key", "add", "bench", "--scope", "ingest", "--json", "--workspace", self.desk.folder], capture_output=True, text=True, check=True)
        self.token = json.loads(made.stdout)["token"]
        self.desk.start()
        faults.until(self.is_ready, 60, "the API is ready")
        faults.until(lambda: self.desk.said("2025-03-01.csv"), 60, "the first file is read")
        self.client = http.client.HTTPConnection("127.0.0.1", self.port)

    def is_ready(self):
        try:
            client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            client.request("GET", "/health/ready")
            return client.getresponse().status == 200
        except OSError:
            return False

    def post(self, series):
        body = json.dumps({"published": "2025-03-02", "values": [{"series": f"p.s{k}", "period": "2025-03-02", "value": 110} for k in series]})
        self.client.request("POST", "/api/observations", body, {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"})
        answer = self.client.getresponse()
        answer.read()
        assert answer.status == 200, answer.status


def sync_ms(folder):
    """The median wait of a small write for the disk, here and now."""
    taken = []
    with open(os.path.join(folder, "sync"), "wb") as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            file.flush()
            since = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(1000 * (time.perf_counter() - since))
    return statistics.median(taken)


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def used(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as lines:
        memory = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    with open(f"/proc/{pid}/stat", encoding="ascii") as line:
        fields = line.read().rsplit(")", 1)[1].split()
    return round(memory), round((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), 2)


def latency():
    with tempfile.TemporaryDirectory() as folder:
        served = Served(folder, ONE_BY_ONE + 10)
        try:
            took = []
            for k in range(ONE_BY_ONE + 10):
                since = time.time()
                served.post([k])
                faults.until(lambda: len(served.desk.requests()) > k, 30, "it is delivered")
                took.append(1000 * (served.desk.requests()[-1][0] - since))
                time.sleep(0.02)
            took = took[10:]
            say(what="alerts one value -> webhook", n=len(took), p50_ms=round(statistics.median(took), 2), p99_ms=round(quantile(took, .99), 2), sync_ms=round(sync_ms(folder), 3))
        finally:
            served.desk.close()


def load():
    with tempfile.TemporaryDirectory() as folder:
        served = Served(folder, VALUES)
        try:
            before = used(served.desk.run.pid)
            since = time.time()
            for k in range(0, VALUES, BATCH):
                served.post(range(k, min(k + BATCH, VALUES)))
            posted = time.time() - since
            served.desk.wait(VALUES, PATIENCE)
            taken = served.desk.taken()
            last = max(at for at, _, _ in served.desk.requests())
            memory, cpu = used(served.desk.run.pid)
            say(what="alerts n values -> webhook", n=VALUES, received=len(taken), duplicates=sum(taken.values()) - len(taken), post_s=round(posted, 2), post_to_last_s=round(last - since, 2),
                alerts_per_s=round(len(taken) / (last - since)), start_mb=before[0], peak_mb=memory, start_cpu_s=before[1], cpu_s=round(cpu - before[1], 2))
        finally:
            served.desk.close()


def say(**row):
    print(json.dumps(row), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers")
    parser.add_argument("cases", nargs="*", choices=["latency", "load", []])
    options = parser.parse_args()
    for case in options.cases or ["latency", "load"]:
        {"latency": latency, "load": load}[case]()
        peer = options.peers and os.path.join(options.peers, "alertmanager.py")
        if peer and os.path.exists(peer):
            subprocess.run([sys.executable, peer, case], env={"RUNS": "1", **os.environ}, check=False)


if __name__ == "__main__":
    main()
