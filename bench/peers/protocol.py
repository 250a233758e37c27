"""The Python side of the protocol of ../lib/runner.mjs: a request a line, a reply a line, both JSON."""

import json
import sys
import time
import traceback


def serve(open_session):
    """open_session(work) returns an object with device, version, train(steps) and evaluate(samples)."""
    session = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "open":
                session = open_session(request["work"])
                reply = {"device": session.device, "version": session.version}
            elif request["do"] == "train":
                start = time.perf_counter()
                session.train(request["steps"])
                reply = {"ms": (time.perf_counter() - start) * 1000}
            elif request["do"] == "evaluate":
                reply = {"losses": session.evaluate(request["samples"])}
            elif request["do"] == "close":
                reply = {}
            else:
                raise ValueError(f"unknown request {request['do']!r}")
        except Exception:
            reply = {"error": traceback.format_exc()}
        print(json.dumps(reply, allow_nan=False), flush=True)
