"""A Socket Mode server on loopback, written on bare sockets: frames, ping, acknowledgements, redelivery, disconnects."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import socket
import struct
import threading
import time
import uuid

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Connection:
    """One client that has shaken hands."""

    def __init__(self, sock, on_text, on_end):
        self.sock, self.on_text, self.on_end = sock, on_text, on_end
        self.lock = threading.Lock()
        self.alive = True

    def send(self, text):
        self._frame(1, text.encode())

    def _frame(self, opcode, data):
        head = bytes([0x80 | opcode])
        size = len(data)
        head += bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size) if size < 65_536 else b"\x7f" + struct.pack(">Q", size)
        with self.lock:
            try:
                self.sock.sendall(head + data)
            except OSError:
                self.alive = False

    def read(self):
        try:
            while self.alive:
                first, second = self._exactly(2)
                size = second & 0x7F
                if size == 126:
                    size = struct.unpack(">H", self._exactly(2))[0]
                elif size == 127:
                    size = struct.unpack(">Q", self._exactly(8))[0]
                mask = self._exactly(4) if second & 0x80 else b"\0\0\0\0"
                data = bytes(b ^ mask[i % 4] for i, b in enumerate(self._exactly(size)))
                opcode = first & 0x0F
                if opcode == 1:
                    self.on_text(self, data.decode())
                elif opcode == 8:
                    break
                elif opcode == 9:
                    self._frame(10, data)
        except (OSError, ConnectionError):
            pass
        self.alive = False
        self.sock.close()
        self.on_end(self)

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            part = self.sock.recv(size - len(data))
            if not part:
                raise ConnectionError
            data += part
        return data

    def close(self):
        self._frame(8, struct.pack(">H", 1000))
        self.alive = False
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class SocketModeServer:
    """Delivers envelopes to one of the connected clients and delivers them again until they are acknowledged."""

    def __init__(self, *, ack_seconds=3.0, retry_pauses=(0.0, 60.0, 300.0), speed=1.0):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.connections, self.lock = [], threading.Lock()
        self.acks, self.waiting = {}, {}  # payloads by envelope; who waits for an envelope, each with an event of its own
        self.ack_seconds, self.retry_pauses = ack_seconds / speed, [p / speed for p in retry_pauses]
        self.turn, self.stopped = 0, False
        self.late, self.given_up, self.lost_acks = [], [], 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while not self.stopped:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._greet, args=(sock,), daemon=True).start()

    def _greet(self, sock):
        request = b""
        try:
            while b"\r\n\r\n" not in request:
                part = sock.recv(1024)
                if not part:
                    return
                request += part
        except OSError:
            return
        key = next(line.split(b":", 1)[1].strip() for line in request.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key"))
        accept = base64.b64encode(hashlib.sha1(key + _MAGIC).digest())
        sock.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        connection = Connection(sock, self._text, self._ended)
        connection.send(json.dumps({"type": "hello", "num_connections": 1, "debug_info": {}, "connection_info": {"app_id": "A1"}}))
        with self.lock:
            self.connections.append(connection)
        connection.read()

    def _text(self, connection, text):
        message = json.loads(text)
        with self.lock:
            if self.lost_acks > 0 and message.get("envelope_id"):
                self.lost_acks -= 1
                return
            self.acks.setdefault(message.get("envelope_id"), message.get("payload"))
            waiting = self.waiting.get(message.get("envelope_id"))
        if waiting:
            waiting.set()

    def _ended(self, connection):
        with self.lock:
            if connection in self.connections:
                self.connections.remove(connection)

    def wait_connected(self, count=1, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self.lock:
                if len(self.connections) >= count:
                    return
            time.sleep(0.01)
        raise AssertionError("nobody connected")

    def deliver(self, kind, payload, *, wait=True):
        """Send an envelope; with Slack's retries when nobody acknowledges. Returns the acknowledgement's payload."""
        if not wait:
            threading.Thread(target=self._deliver_or_note, args=(kind, payload), daemon=True).start()
            return None
        for attempt in range(4):
            envelope = {"type": kind, "envelope_id": uuid.uuid4().hex, "payload": payload, "accepts_response_payload": kind != "events_api"}
            if attempt:
                envelope |= {"retry_attempt": attempt, "retry_reason": "timeout"}
                self.late.append(kind)
                time.sleep(self.retry_pauses[attempt - 1])
            if self._once(envelope):
                return self.acks[envelope["envelope_id"]]
        raise AssertionError(f"{kind} was never acknowledged")

    def _deliver_or_note(self, kind, payload):
        try:
            self.deliver(kind, payload)
        except AssertionError:
            self.given_up.append(payload)

    def _once(self, envelope):
        left, sent = self.ack_seconds, None
        patience = time.monotonic() + 120
        acked = self.waiting[envelope["envelope_id"]] = threading.Event()
        while left > 0 and not self.stopped and time.monotonic() < patience:
            if sent is None or not sent.alive:  # a connection that died takes its envelope to another one
                with self.lock:
                    living = [c for c in self.connections if c.alive]
                    self.turn += 1
                    sent = living[self.turn % len(living)] if living else None
                if sent:
                    sent.send(json.dumps(envelope))
            step = min(0.1, left)
            if acked.wait(step):
                return True
            # While nobody is connected time stands still: in fast time the start of a process would count as an outage of minutes.
            left -= step if sent else 0
        return acked.is_set()

    def refresh(self):
        """Ask all clients to reconnect, as Slack does every few hours, then hang up."""
        with self.lock:
            connections = list(self.connections)
        for connection in connections:
            connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}))
        return connections

    def drop(self):
        """Hang up without a word."""
        with self.lock:
            connections = list(self.connections)
        for connection in connections:
            connection.close()

    def close(self):
        self.stopped = True
        self.listener.close()
        self.drop()
