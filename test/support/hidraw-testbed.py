#!/usr/bin/python3
"""One HID device that is not there, for one program: umockdev shows it as /dev/hidraw<n> and hands every ioctl and
read of it to this script, which forwards them to a simulator on a Unix socket, in the messages of
devices/transport/hid/messages.ts. The device is plugged in while the simulator's socket stays open and unplugged when
it closes; then it is looked for again.

    umockdev-wrapper /usr/bin/python3 hidraw-testbed.py <socket> <program> [argument ...]
"""
import errno
import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
import time

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

SET, GET, INPUT, FEATURE, DONE = 0x01, 0x02, 0x81, 0x83, 0x82
VENDOR, PRODUCT = 0x056A, 0x00A8
# A digitizer's collection with one vendor-defined input and feature report: nobody here reads more of it.
DESCRIPTOR = bytes.fromhex("050D0901A101850106 00FF 0901 150026FF00 7508 9506 8102 8503 0903 9504 B102 C0".replace(" ", ""))
BUS = "/devices/pci0000:00/0000:00:14.0/usb1"


def description(number):
    """The device's place in the system: another one, and another name, each time it is plugged in."""
    usb, node = place(number)
    return f"""P: {usb}/1-{number + 1}:1.0/0003:056A:00A8.{number + 1:04X}/hidraw/hidraw{number}
N: hidraw{number}
E: DEVNAME={node}
E: MAJOR=240
E: MINOR={number}
E: SUBSYSTEM=hidraw
A: dev=240:{number}\\n
L: device=../../../0003:056A:00A8.{number + 1:04X}

P: {usb}/1-{number + 1}:1.0/0003:056A:00A8.{number + 1:04X}
E: DRIVER=hid-generic
E: HID_ID=0003:{VENDOR:08X}:{PRODUCT:08X}
E: HID_NAME=Invented signature pad
E: HID_PHYS=usb-0000:00:14.0-1/input0
E: HID_UNIQ=PAD0001
E: SUBSYSTEM=hid
H: report_descriptor={DESCRIPTOR.hex().upper()}

P: {usb}/1-{number + 1}:1.0
E: DEVTYPE=usb_interface
E: DRIVER=usbhid
E: INTERFACE=3/0/0
E: SUBSYSTEM=usb
A: bInterfaceNumber=00\\n
A: bInterfaceClass=03\\n

P: {usb}
N: bus/usb/001/{number + 2:03d}
E: BUSNUM=001
E: DEVNUM={number + 2:03d}
E: DEVNAME=/dev/bus/usb/001/{number + 2:03d}
E: DEVTYPE=usb_device
E: DRIVER=usb
E: MAJOR=189
E: MINOR={number + 1}
E: PRODUCT=56a/a8/100
E: SUBSYSTEM=usb
A: idVendor=056a\\n
A: idProduct=00a8\\n
A: bcdDevice=0100\\n
A: manufacturer=Invented\\n
A: product=Invented signature pad\\n
A: serial=PAD0001\\n
A: busnum=1\\n
A: devnum={number + 2}\\n
A: speed=12\\n
A: bConfigurationValue=1\\n
A: bNumConfigurations=1\\n
H: descriptors=12011001000000086A05A80000010102030109022200010100A0320904000001030000000921110100012246000705810340000A

"""


def place(number):
    return f"{BUS}/1-{number + 1}", f"/dev/hidraw{number}"


bed = UMockdev.Testbed.new()


class Simulator:
    """The other end: questions one at a time, input reports as they come."""

    def __init__(self, connection, on_input, on_end):
        self.connection = connection
        self.on_input = on_input
        self.on_end = on_end
        self.answer = None
        self.answered = threading.Condition()
        self.over = False
        self.tag = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def exactly(self, count):
        parts = b""
        while len(parts) < count:
            part = self.connection.recv(count - len(parts))
            if not part:
                raise ConnectionError("closed")
            parts += part
        return parts

    def listen(self):
        try:
            while True:
                kind, tag, length = struct.unpack(">BBH", self.exactly(4))
                payload = self.exactly(length)
                if kind == INPUT:
                    GLib.idle_add(self.on_input, payload)
                    continue
                with self.answered:
                    self.answer = (kind, tag, payload)
                    self.answered.notify_all()
        except OSError:
            with self.answered:
                self.over = True
                self.answered.notify_all()
            GLib.idle_add(self.on_end)

    def ask(self, kind, payload):
        """The simulator's answer (kind, payload); None when it went away."""
        with self.answered:
            self.tag = self.tag % 255 + 1
            self.answer = None
            try:
                self.connection.sendall(struct.pack(">BBH", kind, self.tag, len(payload)) + payload)
            except OSError:
                return None
            matches = lambda: self.over or (self.answer and self.answer[1] == self.tag)  # noqa: E731
            self.answered.wait_for(matches, timeout=5)
            return None if self.over or not self.answer else (self.answer[0], self.answer[2])


class Handler(UMockdev.IoctlBase):
    """What the program does to the device's node."""

    pad = None

    def do_handle_ioctl(self, client):
        request = client.get_request()
        number, size = request & 0xFF, (request >> 16) & 0x3FFF
        argument = client.get_arg()
        if number == 1:  # HIDIOCGRDESCSIZE
            argument.resolve(0, 4).update(0, list(struct.pack("i", len(DESCRIPTOR))))
            client.complete(0, 0)
        elif number == 2:  # HIDIOCGRDESC
            whole = struct.pack("I", len(DESCRIPTOR)) + DESCRIPTOR
            argument.resolve(0, len(whole)).update(0, list(whole))
            client.complete(0, 0)
        elif number == 6:  # HIDIOCSFEATURE
            report = bytes(argument.resolve(0, size).retrieve())
            self.finish(client, self.pad.simulator.ask(SET, report), DONE, size)
        elif number == 7:  # HIDIOCGFEATURE
            data = argument.resolve(0, size)
            identifier = bytes(data.retrieve())[0]
            answer = self.pad.simulator.ask(GET, struct.pack(">BH", identifier, size))
            if answer and answer[0] == FEATURE:
                data.update(0, list(answer[1]))
            self.finish(client, answer, FEATURE, len(answer[1]) if answer else 0)
        else:
            client.complete(-1, errno.ENOTTY)
        return True

    @staticmethod
    def finish(client, answer, wanted, length):
        if answer is None:
            client.complete(-1, errno.ENODEV)
        elif answer[0] != wanted:
            client.complete(-1, errno.EPIPE)
        else:
            client.complete(length, 0)

    def do_handle_read(self, client):
        waiting = self.pad.waiting
        if waiting:
            os.read(self.pad.slave, 1)
            report = waiting.pop(0)
            client.get_arg().update(0, list(report))
            client.complete(len(report), 0)
        else:
            client.complete(-1, errno.EAGAIN)
        return True

    def do_handle_write(self, client):
        client.complete(-1, errno.EPIPE)
        return True


class Pad:
    """The device while it is plugged in."""

    plugged = 0

    def __init__(self, connection):
        self.usb, self.node = place(Pad.plugged)
        bed.add_from_string(description(Pad.plugged))
        Pad.plugged += 1
        self.waiting = []
        self.master = bed.get_dev_fd(self.node)
        number = struct.unpack("i", fcntl.ioctl(self.master, 0x80045430, b"...."))[0]
        self.slave = os.open(f"/dev/pts/{number}", os.O_RDWR | os.O_NOCTTY)
        self.handler = Handler()
        self.handler.pad = self
        self.simulator = Simulator(connection, self.push, self.unplug)
        bed.attach_ioctl(self.node, self.handler)

    def push(self, report):
        """One wake-up byte a report: poll wakes by it, and the read that follows is served whole by the handler."""
        if self.master is not None:
            self.waiting.append(report)
            os.write(self.master, b"x")
        return False

    def unplug(self):
        if self.master is None:
            return False
        bed.detach_ioctl(self.node)
        # The program sees a hang-up. The other end stays open: umockdev cannot take the same pseudo-terminal twice.
        os.close(self.master)
        self.master = None
        bed.remove_device("/sys" + self.usb)
        threading.Thread(target=look, daemon=True).start()
        return False


def look():
    """Looks for the simulator until it takes a connection and keeps it."""
    while True:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(sys.argv[1])
            connection.settimeout(0.1)
            try:
                if connection.recv(1, socket.MSG_PEEK) == b"":
                    raise ConnectionError("unplugged")
            except TimeoutError:
                pass
            connection.settimeout(None)
            GLib.idle_add(lambda: Pad(connection) and False)
            return
        except OSError:
            connection.close()
            time.sleep(0.1)


loop = GLib.MainLoop()
threading.Thread(target=look, daemon=True).start()
child = subprocess.Popen(
    sys.argv[2:],
    env={**os.environ, "LD_PRELOAD": "libumockdev-preload.so.0", "UMOCKDEV_DIR": bed.get_root_dir()},
)


def until_over():
    child.wait()
    loop.quit()


threading.Thread(target=until_over, daemon=True).start()
loop.run()
sys.exit(child.returncode if child.returncode >= 0 else 1)
