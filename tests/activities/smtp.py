"""A mail server small enough to read: it takes every message, and can be told to wait with its answer."""

import socketserver
import threading
from contextlib import suppress
from email import message_from_bytes


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._take_message()
            elif verb == b"QUIT":
                return self._say("221 bye")
            else:
                self._say("250 ok")
        return None

    def _take_message(self):
        self._say("354 go ahead")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.keep(message_from_bytes(b"".join(lines)))
        self.server.open.wait(timeout=30)
        self._say("250 taken")

    def _say(self, text):
        with suppress(OSError):  # whoever was talking to us may be gone
            self.wfile.write(text.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages, self.open = [], threading.Event()
        self.open.set()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return super().__enter__()

    def __exit__(self, *error):
        self.go_on()
        self.shutdown()
        super().__exit__(*error)

    def keep(self, message):
        self.messages.append(message)

    def hold(self):
        self.open.clear()

    def go_on(self):
        self.open.set()

    @property
    def port(self):
        return self.server_address[1]

    @property
    def received(self):
        return len(self.messages)

    @property
    def message_ids(self):
        return [message["Message-ID"] for message in self.messages]
