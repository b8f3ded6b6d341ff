#!/usr/bin/env python3
"""`alerts` for those who compare what it tells, with each workspace kept in the storage account that ALERTS_STORAGE names, under a name of its own.

usage: on_azure.py COMMAND VERB WORKSPACE ARGUMENTS…
"""
import hashlib
import os
import re
import sys


def main():
    settings = os.path.join(sys.argv[3], "alerts.yaml")
    with open(settings, encoding="utf-8") as file:
        text = file.read()
    name = "c" + hashlib.sha256(os.path.realpath(settings).encode()).hexdigest()[:18]
    with open(settings, "w", encoding="utf-8") as file:
        file.write(re.sub(r"(?m)^store: .*$", f"store: azure:{name}", text))
    # In this process's place, so that whoever ends it ends the command.
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
