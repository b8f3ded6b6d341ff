#!/usr/bin/env python3
"""Runs a command beside an Azurite of its own (tests/tools, in memory, free loopback ports), which ALERTS_STORAGE names.

usage: azurite.py COMMAND…
The exit code is the command's; 3 where Azurite is not installed or does not start.
"""
import os
import socket
import subprocess
import sys
import time

PROGRAM = os.path.join(os.path.dirname(__file__), "..", "tests", "tools", "node_modules", "azurite", "dist", "src", "azurite.js")
# The emulator's own, which its documentation tells.
ACCOUNT, KEY = "devstoreaccount1", "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
SERVICES, PATIENCE = ("blob", "queue", "table"), 60


def free_ports():
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in SERVICES]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return dict(zip(SERVICES, ports))


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def main():
    if not os.path.exists(PROGRAM):
        print("azurite is not installed: npm install --prefix tests/tools", file=sys.stderr)
        return 3
    ports = free_ports()
    options = [word for service, port in ports.items() for word in (f"--{service}Host", "127.0.0.1", f"--{service}Port", str(port))]
    endpoints = "".join(f"{service.title()}Endpoint=http://127.0.0.1:{port}/{ACCOUNT};" for service, port in ports.items())
    environment = dict(os.environ, ALERTS_STORAGE=f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={KEY};{endpoints}")
    azurite = subprocess.Popen(["node", PROGRAM, "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not all(map(listens, ports.values())):
            if azurite.poll() is not None or time.monotonic() > until:
                print("azurite does not start", file=sys.stderr)
                return 3
            time.sleep(0.1)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        azurite.kill()
        azurite.wait()


if __name__ == "__main__":
    sys.exit(main())
