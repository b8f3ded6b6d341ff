#!/usr/bin/env python3
"""The sample on the storage account that ALERTS_STORAGE names, with `run --once` ended by SIGKILL at random moments and run to its end
after the leases of those who were killed: the mail folder then holds what an undisturbed run puts there, each message under its id.

usage: killed_on_azure.py KILLS COMMAND…
Exit code 1 where a message is missing or is not one of the undisturbed run.
"""
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

SAMPLE = os.path.join(os.path.dirname(__file__), "..", "samples", "rare-earths")
KILLS_OF_A_WORKSPACE, LEASE = 5, 120


def workspace(folder, name):
    path = os.path.join(folder, name)
    shutil.copytree(SAMPLE, path, ignore=shutil.ignore_patterns(".alerts", "outbox"))
    with open(os.path.join(path, "alerts.yaml"), "a", encoding="utf-8") as settings:
        settings.write(f"\nstore: azure:{name}\n")
    return path


def once(command, path):
    return [*command, "run", path, "--once"]


def mails(path):
    # A message that was being written lies there under another name.
    return {os.path.basename(name) for name in glob.glob(os.path.join(path, "outbox", "*.eml"))}


def main():
    kills, command = int(sys.argv[1]), sys.argv[2:]
    rng, run = random.Random(20250324), f"k{os.getpid()}x"
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = workspace(folder, f"{run}0")
        start = time.monotonic()
        subprocess.run(once(command, undisturbed), stdout=subprocess.DEVNULL, check=False)
        took, expected = time.monotonic() - start, mails(undisturbed)
        paths, hits = [], 0
        for number in range(1, -(-kills // KILLS_OF_A_WORKSPACE) + 1):
            paths.append(workspace(folder, f"{run}{number}"))
            for _ in range(KILLS_OF_A_WORKSPACE):
                with subprocess.Popen(once(command, paths[-1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                    time.sleep(rng.uniform(0.2, took))
                    hits += process.poll() is None
                    process.kill()
        early = sum(len(mails(path)) for path in paths)
        time.sleep(LEASE + 5)
        wrong = 0
        for path in paths:
            subprocess.run(once(command, path), stdout=subprocess.DEVNULL, check=False)
            wrong += mails(path) != expected
            if mails(path) != expected:
                print(f"missing {sorted(expected - mails(path))}, unexpected {sorted(mails(path) - expected)}", file=sys.stderr)
        print(f"{len(paths) * KILLS_OF_A_WORKSPACE} kills, {hits} of them at work; {early} of {len(expected) * len(paths)} messages sent before the last runs; {wrong} of {len(paths)} workspaces differ")
        return 1 if wrong or not expected else 0


if __name__ == "__main__":
    sys.exit(main())
