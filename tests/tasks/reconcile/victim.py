"""A worker in a process of its own, to be killed: `python -m tests.tasks.reconcile.victim OPERATION_ID`."""

import sys

from tasks.app import configure
from tasks.config import worker_config
from tasks.perform import perform

if __name__ == "__main__":
    configure(worker_config())
    perform(sys.argv[1])
