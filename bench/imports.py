#!/usr/bin/env python3
"""What other tools take to import the workload of ingest-csv: a thousand series of a thousand days, as text each of its own kind.
promtool writes blocks; VictoriaMetrics takes one POST and flushes. One JSON line each. Usage: imports.py [RUNS]"""
import os, subprocess, sys, tempfile, time
import peers
from peers import DAY, value

SERIES, DAYS = 1_000, 1_000
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3


def promtool(folder, start):
    text = os.path.join(folder, "in.om")
    with open(text, "w") as f:
        f.write("# TYPE price gauge\n")
        for i in range(SERIES):
            f.write("".join(f'price{{series="s{i:05d}"}} {value(i, d, DAYS)} {start + d * DAY}\n' for d in range(DAYS)))
        f.write("# EOF\n")
    seconds = []
    for run in range(RUNS):
        t = time.perf_counter()
        subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=8760h", "-q", text, f"{folder}/blocks{run}"], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - t)
    peers.say("promtool create-blocks-from openmetrics", seconds, "samples", SERIES * DAYS)


def victoria(folder, start):
    body = "".join(f'price{{series="s{i:05d}"}} {value(i, d, DAYS)} {(start + d * DAY) * 1000}\n' for i in range(SERIES) for d in range(DAYS)).encode()
    seconds = []
    for run in range(RUNS):
        with peers.victoria(f"{folder}/vm{run}") as url:
            t = time.perf_counter()
            peers.put(url, body)
            seconds.append(time.perf_counter() - t)
    peers.say("VictoriaMetrics import, one POST and a flush", seconds, "samples", SERIES * DAYS)


with tempfile.TemporaryDirectory() as folder:
    for tool, command in (("promtool", promtool), ("victoria-metrics", victoria)):
        if peers.installed(tool):
            command(folder, peers.first_day(DAYS))
