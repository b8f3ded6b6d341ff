#!/usr/bin/env python3
"""A receiver of webhooks on loopback that fails as a plan says, and keeps one line for each request: unix seconds, status, webhook-id.

usage: receiver.py PORT LOG [--first N:STATUS[:RETRY_AFTER]] [--down-for SECONDS] [--one-in MS]
  --first       the first N requests get this status, the rest 200
  --down-for    500 for so long from the first request
  --one-in      one request at a time, each taking so long; what waits of a connection that is gone was never received
"""
import argparse
import asyncio
import time


class Receiver:
    def __init__(self, options):
        self.log = open(options.log, "a", buffering=1)
        count, _, rest = (options.first or "0:200").partition(":")
        self.left, (self.status, _, self.retry_after) = int(count), rest.partition(":")
        self.down_for, self.first_at, self.pause = options.down_for, None, options.one_in / 1000
        self.turn = asyncio.Lock()

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])}
                await reader.readexactly(int(headers.get("content-length", "0")))
                if self.pause:
                    async with self.turn:
                        await asyncio.sleep(self.pause)
                        if reader.at_eof():
                            return
                        await self.answer(writer, headers)
                else:
                    await self.answer(writer, headers)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the sender has gone
        finally:
            writer.close()

    async def answer(self, writer, headers):
        now, status, extra = time.time(), "200", ""
        self.first_at = self.first_at or now
        if self.left > 0:
            self.left, status = self.left - 1, self.status
            extra = f"Retry-After: {self.retry_after}\r\n" if self.retry_after else ""
        elif now < self.first_at + self.down_for:
            status = "500"
        self.log.write(f"{now:.6f} {status} {headers.get('webhook-id', '-')}\n")
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n{extra}\r\n".encode())
        await writer.drain()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("log")
    parser.add_argument("--first")
    parser.add_argument("--down-for", type=float, default=0)
    parser.add_argument("--one-in", type=float, default=0)
    options = parser.parse_args()
    server = await asyncio.start_server(Receiver(options).serve, "127.0.0.1", options.port, backlog=1024)
    await server.serve_forever()

asyncio.run(main())
