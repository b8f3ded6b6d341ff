#!/usr/bin/env python3
"""What other tools take for the workloads of command-backtest and command-test: vmalert replays twenty alert rules over ten years of a hundred
daily series that VictoriaMetrics has already, and promtool runs rule tests. From the start of the process to its end. One JSON line each.
Usage: replays.py [RUNS]"""
import json, os, subprocess, sys, tempfile, time
import peers
from peers import DAY, value

SERIES, DAYS, RULES = 100, 3_650, 20
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3


def rules():
    for days in (1, 2, 3, 7, 14, 30, 60, 90):
        yield f"price / price offset {days}d > 1.2", None
    for days in (7, 14, 30, 60):
        yield f"price - price offset {days}d > 45", None
        yield (f"price / min_over_time(price[{days}d]) > 1.6" if days % 4 == 2 else f"price / max_over_time(price[{days}d]) < 0.7"), None
    for limit in (200, 190, 180, 170):
        yield f"price > {limit}", "3d"


def vmalert(folder):
    start = peers.first_day(DAYS)
    with open(f"{folder}/rules.yml", "w") as f:
        f.write("groups:\n- name: bench\n  interval: 1d\n  rules:\n")
        for at, (holds, held) in enumerate(rules()):
            f.write(f"  - alert: r{at:02d}\n    expr: '{holds}'\n" + (f"    for: {held}\n" if held else "") + "    annotations: {summary: '{{ $labels.series }} at {{ $value }}'}\n")
    body = "".join(f'price{{series="s{i:05d}"}} {value(i, d, DAYS)} {(start + d * DAY) * 1000}\n' for i in range(SERIES) for d in range(DAYS)).encode()
    instant = lambda seconds: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
    seconds, points = [], 0
    for run in range(RUNS):
        with peers.victoria(f"{folder}/vm{run}", "-search.maxStalenessInterval=48h", "-search.disableCache", "-search.latencyOffset=0s") as url:
            peers.put(url, body)
            t = time.perf_counter()
            subprocess.run(["vmalert", f"-rule={folder}/rules.yml", f"-datasource.url={url}", f"-remoteWrite.url={url}", f"-remoteRead.url={url}",
                            f"-replay.timeFrom={instant(start)}", f"-replay.timeTo={instant(start + (DAYS - 1) * DAY)}", "-replay.disableProgressBar", "-replay.rulesDelay=0s",
                            "-replay.maxDatapointsPerQuery=10000", "-datasource.queryStep=24h", f"-httpListenAddr=127.0.0.1:{peers.free_port()}"], check=True, capture_output=True)
            seconds.append(time.perf_counter() - t)
            peers.get(f"{url}/internal/force_flush")
            told = json.loads(peers.get(f"{url}/api/v1/query_range?query=count(ALERTS)&start={start}&end={start + DAYS * DAY}&step=1d"))["data"]["result"]
            points = sum(int(float(one[1])) for one in told[0]["values"]) if told else 0
    peers.say("vmalert -replay", seconds, "evaluations", SERIES * DAYS * RULES, alert_points=points)


def promtool(folder):
    with open(f"{folder}/r.yml", "w") as f:
        f.write("groups:\n- name: t\n  rules:\n  - alert: high\n    expr: price / price offset 3d > 1.2\n")
    for tests in (1, 500):
        with open(f"{folder}/t.yml", "w") as f:
            f.write("rule_files: [r.yml]\nevaluation_interval: 1d\ntests:\n")
            for one in range(tests):
                f.write(f"""- interval: 1d
  input_series:
  - series: price{{series="s{one}"}}
    values: '100x19 130x19'
  alert_rule_test:
  - alertname: high
    eval_time: 20d
    exp_alerts:
    - exp_labels: {{series: s{one}}}
""")
        seconds = []
        for _ in range(RUNS):
            t = time.perf_counter()
            subprocess.run(["promtool", "test", "rules", f"{folder}/t.yml"], check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - t)
        peers.say(f"promtool test rules, {tests}", seconds, "tests", tests)


with tempfile.TemporaryDirectory() as folder:
    if peers.installed("vmalert", "victoria-metrics"):
        vmalert(folder)
    if peers.installed("promtool"):
        promtool(folder)
