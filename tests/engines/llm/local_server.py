"""A language model behind an OpenAI-compatible server: ``local_server.py MODEL PORT CONTEXT [THREADS]``.

One thread unless told otherwise, and no busy waiting: on a shared machine more threads are slower, not faster.
"""

import sys
import time

import xllamacpp

path, port, context = sys.argv[1:4]
settings = xllamacpp.CommonParams()
settings.model.path = path
settings.hostnames = ["127.0.0.1"]
settings.port = int(port)
settings.n_ctx = int(context)
settings.n_parallel = 1
for threads in (settings.cpuparams, settings.cpuparams_batch):
    threads.n_threads = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    threads.poll = 0
server = xllamacpp.Server(settings)
while True:
    time.sleep(3600)
