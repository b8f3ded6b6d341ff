"""What the measurements of other tools share: the workload's values, a server of VictoriaMetrics, a line of JSON."""
import contextlib, json, math, os, shutil, socket, statistics, subprocess, sys, time, urllib.request

DAY = 86_400


def value(series, day, days):
    v = 100 + series % 50 + 8 * math.sin((day + series * 7) / 23) + ((series * 2654435761 + day * 40503) % 1000) / 500
    if (day + series * 13) % 211 < 5:
        v *= 1.3
    if series % 100 == 0 and day == days - 1:
        v *= 1.5
    return round(v, 3)


def first_day(days):
    """An instant: the last of so many days is yesterday."""
    return int(time.time()) // DAY * DAY - days * DAY


def say(case, seconds, counts, count, **more):
    s = statistics.median(seconds)
    print(json.dumps({"case": case, "runs": len(seconds), "s": round(s, 3), "s_min": round(min(seconds), 3), counts: count, f"{counts}_per_s": round(count / s), **more, "load1": round(os.getloadavg()[0], 2)}), flush=True)


def installed(*tools):
    missing = [tool for tool in tools if not shutil.which(tool)]
    for tool in missing:
        print(f"{tool}: not installed, not run", file=sys.stderr)
    return not missing


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


@contextlib.contextmanager
def victoria(folder, *options):
    """Its address, while it runs."""
    url = f"http://127.0.0.1:{free_port()}"
    server = subprocess.Popen(["victoria-metrics", f"-storageDataPath={folder}", f"-httpListenAddr={url[7:]}", "-retentionPeriod=50y", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                get(f"{url}/health")
                break
            except OSError:
                time.sleep(0.05)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def put(url, text):
    urllib.request.urlopen(urllib.request.Request(f"{url}/api/v1/import/prometheus", text), timeout=300).read()
    get(f"{url}/internal/force_flush")
