#!/usr/bin/env python3
"""staffgap against servers that fail, lie and stall, all on loopback and ended with the test.

usage: feeds_http.py STAFFGAP

Each feed is read well once; then its server turns hostile. What must follow each time: the last good
copy stays in use and the reason is said in words, exit status 4, and the plan is the one of before.
"""
import gzip
import http.server
import os
import pty
import shutil
import ssl
import subprocess
import sys
import threading
import time

from feed_world import World, calendar, leave

TOKEN = "private-7f3a9c0d55e14b21aa88"
GOOD = leave().encode()
ONE_MB = 1000000
LOG = []  # (case, headers)
BUSY = [0]  # requests at once
LOCK = threading.Lock()
HOSTILE = threading.Event()


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, body=b"", status=200, **headers):
        self.send_response(status)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Type": "text/calendar", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        case = self.path.split("/")[1]
        LOG.append((case, dict(self.headers)))
        with LOCK:
            BUSY.append(BUSY[-1] + 1)
        try:
            getattr(self, "case_" + case, self.good)() if HOSTILE.is_set() or case in ALWAYS else self.good()
        except (BrokenPipeError, ConnectionResetError):
            pass
        with LOCK:
            BUSY.append(BUSY[-1] - 1)
        self.close_connection = True

    def good(self):
        self.answer(GOOD, ETag='"v1"', Last_Modified="Mon, 16 Nov 2026 08:00:00 GMT")

    def base(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    # --- servers that are as they should be
    def case_not_modified(self):
        if self.headers.get("If-None-Match") == '"v1"' and "If-Modified-Since" in self.headers:
            self.answer(status=304)
        else:
            self.answer(b"asked without the ETag", 400)

    def case_no_304(self):
        self.answer(GOOD, ETag='"v1"')

    def case_gzipped(self):
        self.answer(gzip.compress(GOOD), Content_Encoding="gzip")

    def case_redirect(self):
        self.answer(status=302, Location="/target/x.ics")

    def case_moved(self):
        self.answer(status=301, Location=f"/target/{TOKEN}/x.ics")

    def case_changed(self):
        self.answer(leave(12).encode(), ETag='"v2"')

    # --- too much
    def case_gzip_bomb(self):
        self.answer(gzip.compress(bytes(20 * ONE_MB)), Content_Encoding="gzip")

    def case_huge(self):
        self.answer(b"BEGIN:VCALENDAR\r\n", Content_Length=str(10 ** 12))

    def case_endless(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def case_many_headers(self):
        self.send_response(200)
        self.flush_headers()
        for i in range(100000):
            self.wfile.write(b"X: y\r\n")
        self.end_headers()

    def case_endless_chunk(self):
        """A chunk's own line never ends."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"1;" + b"x" * 65536)

    def case_bomb_in_bomb(self):
        self.answer(gzip.compress(gzip.compress(bytes(20 * ONE_MB))), Content_Encoding="gzip, gzip")

    def case_endless_header(self):
        self.send_response(200)
        for i in range(2000):
            self.send_header(f"X-Filler-{i}", "x" * 1000)
        self.end_headers()

    # --- too little
    def case_cut_body(self):
        self.answer(GOOD[:200], Content_Length=str(len(GOOD)))

    def case_cut_feed(self):
        self.answer(GOOD[:-120])

    def case_empty_body(self):
        self.answer(b"")

    def case_emptied(self):
        self.answer(calendar([]).encode())

    def case_shrunk(self):
        self.answer(leave(1).encode(), ETag='"shrunk"')

    def case_damaged_gzip(self):
        body = bytearray(gzip.compress(GOOD))
        body[20:60] = bytes(40)
        self.answer(bytes(body), Content_Encoding="gzip")

    # --- something else
    def case_login_page(self):
        self.answer(b"<!DOCTYPE html><html><body>Please sign in</body></html>", Content_Type="text/html")

    def case_no_http(self):
        self.wfile.write(b"220 smtp.example.org ready\r\n")

    def case_time_bomb(self):
        rule = "BEGIN:VEVENT\r\nUID:bomb\r\nDTSTART:20260101T000000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n"
        self.answer(calendar([(f"leave-{i}", f"202612{1 + i:02d}", f"202612{2 + i:02d}", "Vacation") for i in range(10)],
                             tail=rule + "END:VCALENDAR\r\n").encode())

    # --- refusals
    def case_s401(self):
        self.answer(b"", 401, WWW_Authenticate='Basic realm="x"')

    def case_s403(self):
        self.answer(b"", 403)

    def case_s404(self):
        self.answer(b"", 404)

    def case_s410(self):
        self.answer(b"", 410)

    def case_s418(self):
        self.answer(b"", 418)

    def case_s500(self):
        self.answer(b"", 500)

    def case_s204(self):
        self.answer(b"", 204)

    def case_s429(self):
        self.answer(b"", 429, Retry_After="120")

    def case_after_429(self):
        self.good()

    def case_s503(self):
        self.answer(b"", 503, Retry_After="99999999999999999999999999999999")

    # --- redirects
    def case_loop(self):
        self.answer(status=302, Location="/loop/x.ics")

    def case_to_file(self):
        self.answer(status=302, Location="file:///etc/passwd")

    def case_to_http(self):
        self.answer(status=302, Location="http://example.invalid/x.ics")

    def case_to_password(self):
        self.answer(status=302, Location="https://me:word@example.invalid/x.ics")

    def case_to_metadata(self):
        self.answer(status=302, Location="https://169.254.169.254/latest/meta-data/x.ics")

    def case_to_decimal(self):
        self.answer(status=302, Location="https://2852039166/latest/meta-data/x.ics")

    def case_to_octal(self):
        self.answer(status=307, Location="https://0251.0376.0251.0376/x.ics")

    def case_to_mapped(self):
        self.answer(status=302, Location="https://[::ffff:a9fe:a9fe]/x.ics")

    def case_to_local_link(self):
        self.answer(status=302, Location="https://[fe80::1]/x.ics")

    def case_to_nobody(self):
        self.answer(status=302, Location="https://0.0.0.0:1/x.ics")

    def case_steps(self):
        """Each is fast enough, all of them together are not."""
        number = int(self.path.split("/")[2]) if self.path.split("/")[2].isdigit() else 0
        time.sleep(1)
        self.answer(status=302, Location=f"/steps/{number + 1}/x.ics")

    def case_nowhere(self):
        self.answer(status=302)

    def case_login(self):
        want = "Basic cGxhbm5lcjpzM2NyM3Q="  # planner:s3cr3t
        self.answer(*((GOOD,) if self.headers.get("Authorization") == want else (b"", 401)))

    def case_login_elsewhere(self):
        self.answer(status=302, Location=self.base().replace("127.0.0.1", "localhost") + "/saw/x.ics")

    # --- time
    def case_slow(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(GOOD)))
        self.end_headers()
        for byte in GOOD:
            self.wfile.write(bytes([byte]))
            time.sleep(0.3)

    def case_pause(self):
        """Wait for a second request, however busy the machine is, then for a third that must not come."""
        for _ in range(50):
            if BUSY[-1] > 1:
                break
            time.sleep(0.02)
        time.sleep(0.1)
        self.good()

    def case_silent(self):
        time.sleep(6)


ALWAYS = {"login", "login_elsewhere", "pause"}

STALE = {  # case: words of the reason
    "gzip_bomb": "larger than 1 MB", "huge": "larger than 1 MB", "endless": "larger than 1 MB",
    "endless_header": "no answer from", "cut_body": "ended in the middle", "cut_feed": "it was cut off",
    "empty_body": "the feed is empty", "emptied": "it has no events any more, and had 10",
    "shrunk": "only 1 of 10 events are left", "damaged_gzip": "", "login_page": "this is a web page, not a calendar",
    "no_http": "no answer from", "s401": "HTTP 401: the server wants a name and a password",
    "s403": "HTTP 403: the server refuses access", "s404": "HTTP 404: there is no calendar",
    "s410": "HTTP 410: the calendar is gone for good", "s418": "HTTP 418", "s500": "HTTP 500: the server has trouble",
    "s204": "HTTP 204", "loop": "more than 5 redirects", "to_file": "may not be used", "to_http": "may not be used",
    "to_password": "may not be used", "nowhere": "redirects to nowhere", "slow": "was too slow", "silent": "was too slow",
    "to_metadata": "169.254.169.254 is at an address that no calendar has",
    "to_decimal": "169.254.169.254 is at an address that no calendar has",
    "to_octal": "169.254.169.254 is at an address that no calendar has",
    "to_mapped": "[::ffff:a9fe:a9fe] is at an address that no calendar has",
    "to_local_link": "[fe80::1] is at an address that no calendar has",
    "to_nobody": "0.0.0.0:1 is at an address that no calendar has",
    "steps": "was too slow", "many_headers": "no answer from", "endless_chunk": "", "bomb_in_bomb": "larger than 1 MB",
}
UNCHANGED = ["not_modified", "no_304", "gzipped", "redirect", "moved"]


def serve(tls=None):
    server = Quiet(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def self_signed(folder):
    if not shutil.which("openssl"):
        print("no openssl: the certificate that nobody signed is left out")
        return None
    name = os.path.join(folder, "server")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", name + ".key", "-out", name + ".pem"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(name + ".pem", name + ".key")
    return context


def line_of(text, feed):
    return next((line for line in text.splitlines() if line[2:].split()[:1] == [f"feed:{feed}"]), "")


def table(world, rows):
    world.write("feeds.csv", "feed,kind,who,source\n" + "".join(f"{name},personal,ana,{source}\n" for name, source in rows))


def gaps(world):
    done = world.run("report", "gaps", "-O", "csv")
    return [line.split(",", 1)[1] for line in done.out.splitlines()[1:]]


def check_all(world, port, limited, tls):
    base = f"http://127.0.0.1:{port}"
    rows = [(case, f"{base}/{case}/{TOKEN}/x.ics") for case in list(STALE) + UNCHANGED + ["changed", "time_bomb"]]
    rows += [("s429", f"http://127.0.0.1:{limited}/s429/{TOKEN}/x.ics"),
             ("s503", f"http://localhost:{limited}/s503/{TOKEN}/x.ics"),
             ("after_429", f"http://127.0.0.1:{limited}/after_429/{TOKEN}/x.ics"),
             ("login", "secret:login")]
    table(world, rows)
    world.secrets(f"# of the test\nlogin = !echo http://planner:s3cr3t@127.0.0.1:{port}/login/{TOKEN}/x.ics\n"
                  f"elsewhere = http://planner:s3cr3t@127.0.0.1:{port}/login_elsewhere/{TOKEN}/x.ics\n")
    done = world.run("import")
    world.check("a good first import", done.returncode == 0 and done.out.count("  new") == len(rows), done.out + done.err)
    done = world.run("plan", "--weeks", "4", "--offline")
    world.check("a plan of good feeds", done.returncode == 0, done.err)
    before = gaps(world)

    HOSTILE.set()
    LOG.clear()
    start = time.monotonic()
    done = world.run("import", today="2026-11-24")
    world.check("hostile servers cost no more than their time", time.monotonic() - start < 240)
    world.check("exit status 4", done.returncode == 4, done.out + done.err)
    for case, words in STALE.items():
        line = line_of(done.out, case)
        world.check(case, line.startswith("! ") and "stale: " in line and words in line and
                    "the copy of 2026-11-23 is used" in line, line or done.out)
    for case in UNCHANGED:
        world.check(case, line_of(done.out, case).endswith("  unchanged"), line_of(done.out, case))
    world.check("changed", line_of(done.out, "changed").endswith("12 events    12 absences  changed"),
                line_of(done.out, "changed"))
    world.check("a time bomb is read without its endless rule", "11 events" in line_of(done.out, "time_bomb"),
                line_of(done.out, "time_bomb"))
    world.check("login", line_of(done.out, "login").endswith("unchanged"), line_of(done.out, "login"))
    world.check("moved for good", "feed:moved: warning: it has moved for good, to http://127.0.0.1" in done.err, done.err)
    both = line_of(done.out, "s429") + line_of(done.out, "after_429")
    world.check("Retry-After closes the host for this run",
                "HTTP 429: the server limits" in both and "asks to wait for 120 seconds" in both, both)
    world.check("Retry-After of ages", "HTTP 503: the server has trouble" in line_of(done.out, "s503"), line_of(done.out, "s503"))
    world.check("no secret is shown", TOKEN not in done.out + done.err and "s3cr3t" not in done.out + done.err, done.err)

    done = world.run("plan", "--weeks", "4", "--offline")
    world.check("the plan says what is stale and ends with 4",
                done.returncode == 4 and "feed:s403: warning: the copy of 2026-11-23 is used" in done.err, done.err)
    table(world, [row for row in rows if row[0] != "changed"])
    world.run("plan", "--weeks", "4", "--offline")
    world.check("the plan of before", gaps(world) == before, "\n".join(gaps(world)))
    kept = world.everything_kept()
    world.check("no secret is kept", TOKEN.encode() not in kept and b"s3cr3t" not in kept)

    # Shrunk for good reason; rejected bytes must not have left their ETag behind.
    table(world, [("shrunk", f"{base}/shrunk/{TOKEN}/x.ics")])
    LOG.clear()
    done = world.run("import", "shrunk", today="2026-11-25")
    world.check("still shrunk the next day", "only 1 of 10" in done.out and LOG[0][1].get("If-None-Match") == '"v1"',
                done.out + str(LOG))
    done = world.run("import", "shrunk", "--accept-shrink")
    world.check("accepted", done.returncode == 0 and "1 events" in done.out and "changed" in done.out, done.out)

    table(world, [("elsewhere", "secret:elsewhere")])
    LOG.clear()
    world.run("import")
    saw = [headers for case, headers in LOG if case == "saw"]
    world.check("a password stays with its host", len(saw) == 1 and "Authorization" not in saw[0], str(LOG))
    check_many(world, port)
    check_slow_host(world, limited)
    check_refusals(world, port, tls)


def check_slow_host(world, port):
    """A host that never answers costs its time a few times, not once for each of its feeds."""
    table(world, [(f"silent{i}", f"http://127.0.0.1:{port}/silent/{i}.ics") for i in range(40)])
    start = time.monotonic()
    done = world.run("import")
    world.check("given up after four", done.out.count("was too slow: not done") <= 6 and
                done.out.count("not asked: 127.0.0.1") >= 34, done.out)
    world.check("and soon", time.monotonic() - start < 60)


def check_many(world, port):
    table(world, [(f"many{i}", f"http://127.0.0.1:{port}/pause/{i}.ics") for i in range(10)])
    del BUSY[:-1]
    BUSY[0] = 0
    done = world.run("import")
    world.check("ten feeds", done.returncode == 0 and done.out.count("  new") == 10, done.out)
    world.check("two at once of a host, never three", max(BUSY) == 2, str(max(BUSY)))
    quiet = world.run("import", "many1", "many2")
    world.check("no progress into a pipe", "reading feeds" not in quiet.err, quiet.err)
    try:
        shown = on_terminal(world, "import")
    except OSError as trouble:  # a chroot may have none
        print(f"no terminal to be had ({trouble}): the progress line was not looked at")
        return
    world.check("progress on a terminal", b"reading feeds: " in shown and b"of 10" in shown, repr(shown))


def on_terminal(world, *args):
    """What a command shows where standard error is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([world.exe, "-C", world.root, *args, "--today", "2026-11-23"], env=world.environment(),
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    process.wait(60)
    return shown


def check_refusals(world, port, tls):
    rows = [("refused", "http://127.0.0.1:9/x.ics"), ("unknown_host", "https://no-such-host.invalid/x.ics")]
    if tls:
        rows.append(("certificate", f"https://localhost:{tls}/good/x.ics"))
    table(world, rows)
    done = world.run("import")
    world.check("never read is missing", done.returncode == 4 and done.out.count("  missing: ") == len(rows), done.out)
    world.check("refused", "no connection to 127.0.0.1:9" in line_of(done.out, "refused"), done.out)
    world.check("unknown host", "no-such-host.invalid is not known" in line_of(done.out, "unknown_host"), done.out)
    if tls:
        world.check("certificate", "certificate of localhost" in line_of(done.out, "certificate"), done.out)
    done = world.run("plan", "--offline")
    world.check("nothing known is said", done.returncode == 4 and "nothing is known of this calendar" in done.err, done.err)

    world.secrets(f"login = http://127.0.0.1:{port}/good/x.ics\n", mode=0o644)
    done = world.run("feed", "test", "secret:login")
    world.check("secrets that others may read are refused", done.returncode == 4 and "chmod 600" in done.out, done.out)
    world.secrets("broken = !exit 3\nnone = hello\n")
    done = world.run("feed", "test", "secret:broken")
    world.check("a command that fails", "its command failed" in done.out, done.out)
    done = world.run("feed", "test", "secret:none")
    world.check("no address", "not an address" in done.out and "hello" not in done.out, done.out)
    done = world.run("feed", "test", f"http://127.0.0.1:{port}/good/{TOKEN}/x.ics")
    world.check("feed test shows a good source", done.returncode == 0 and "events   10" in done.out and TOKEN not in done.out,
                done.out)
    for source in ("https://169.254.169.254/x.ics", "https://0xa9fea9fe/x.ics", "https://[fd00:ec2::254]/x.ics", "https://100.100.100.200/",
                   "webcal://[::ffff:169.254.169.254]/x.ics", "https://0/x.ics"):
        done = world.run("feed", "test", source)
        world.check(f"{source} is asked by nobody", done.returncode == 4 and "at an address that no calendar has" in done.out, done.out)
    for source in ("http://example.org/x.ics", "https://me:word@example.org/x.ics", "ftp://example.org/x", "file:///x.ics"):
        done = world.run("feed", "test", source)
        world.check(f"{source} is refused", done.returncode == 3 and "word@" not in done.err, done.err)


def main():
    world = World(os.path.abspath(sys.argv[1]), "feed_mb = 1\nfeed_seconds = 3\n")
    tls = self_signed(world.temporary.name)
    servers = [serve(), serve()] + ([serve(tls)] if tls else [])
    ports = [server.server_address[1] for server in servers]
    try:
        done = world.run("feed", "test", f"http://127.0.0.1:{ports[0]}/good/x.ics")
        if "WITH_HTTP=OFF" in done.out:
            print("SKIP: built without HTTP")
            return 77
        check_all(world, ports[0], ports[1], ports[2] if tls else None)
    finally:
        for server in servers:
            server.shutdown()
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
