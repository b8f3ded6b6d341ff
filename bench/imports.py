#!/usr/bin/env python3
"""What other tools take to import the workload of ingest-csv: a thousand series of a thousand days, as text each of its own kind.
promtool writes blocks; VictoriaMetrics takes one POST and flushes. One JSON line each. Usage: imports.py [RUNS]"""
import json, math, os, shutil, socket, statistics, subprocess, sys, tempfile, time, urllib.request

SERIES, DAYS, DAY = 1_000, 1_000, 86_400
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3


def value(series, day):
    v = 100 + series % 50 + 8 * math.sin((day + series * 7) / 23) + ((series * 2654435761 + day * 40503) % 1000) / 500
    if (day + series * 13) % 211 < 5:
        v *= 1.3
    if series % 100 == 0 and day == DAYS - 1:
        v *= 1.5
    return round(v, 3)


def say(case, seconds, **more):
    n = SERIES * DAYS
    s = statistics.median(seconds)
    print(json.dumps(dict(case=case, runs=len(seconds), s=round(s, 3), s_min=round(min(seconds), 3), samples=n, samples_per_s=round(n / s), **more)), flush=True)


def promtool(folder, start):
    text = os.path.join(folder, "in.om")
    with open(text, "w") as f:
        f.write("# TYPE price gauge\n")
        for i in range(SERIES):
            f.write("".join(f'price{{series="s{i:05d}"}} {value(i, d)} {start + d * DAY}\n' for d in range(DAYS)))
        f.write("# EOF\n")
    seconds = []
    for run in range(RUNS):
        t = time.perf_counter()
        subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=8760h", "-q", text, f"{folder}/blocks{run}"], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - t)
    say("promtool create-blocks-from openmetrics", seconds)


def victoria(folder, start):
    body = "".join(f'price{{series="s{i:05d}"}} {value(i, d)} {(start + d * DAY) * 1000}\n' for i in range(SERIES) for d in range(DAYS)).encode()
    seconds = []
    for run in range(RUNS):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        server = subprocess.Popen(["victoria-metrics", f"-storageDataPath={folder}/vm{run}", f"-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=50y"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"{url}/health", timeout=2).read()
                    break
                except OSError:
                    time.sleep(0.05)
            t = time.perf_counter()
            urllib.request.urlopen(urllib.request.Request(f"{url}/api/v1/import/prometheus", body), timeout=300).read()
            urllib.request.urlopen(f"{url}/internal/force_flush", timeout=60).read()
            seconds.append(time.perf_counter() - t)
        finally:
            server.terminate()
            server.wait(30)
    say("VictoriaMetrics import, one POST and a flush", seconds)


with tempfile.TemporaryDirectory() as folder:
    end = int(time.time()) // DAY * DAY - DAY
    for tool, command in (("promtool", promtool), ("victoria-metrics", victoria)):
        if shutil.which(tool):
            command(folder, end - (DAYS - 1) * DAY)
        else:
            print(f"{tool}: not installed, not run", file=sys.stderr)
