"""A real server over real HTTP in a thread of the calling process, for tests and benchmarks."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from .server import Parser, bind, new_server
from .site import Site


@contextmanager
def serving(site: Site, http: Parser = "httptools", *, ssl: bool = False) -> Iterator[str]:
    """Serve the site on a free port of 127.0.0.1 and yield the URL; the site is used up afterwards.

    :param ssl: serve https too, on the port that `site.listeners` then tells.
    """
    ready = threading.Event()
    with ExitStack() as stack:
        listener = stack.enter_context(bind("127.0.0.1", 0))
        tls_listener = stack.enter_context(bind("127.0.0.1", 0)) if ssl else None
        server = new_server(site, ready.set, http, listener=listener, tls_listener=tls_listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="backpackit")
        thread.start()
        try:
            while not ready.wait(0.05):
                if not thread.is_alive():
                    raise RuntimeError("the Backpack server did not start")
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
