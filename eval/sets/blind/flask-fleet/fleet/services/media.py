import shlex
import subprocess


def thumbnail(source, size):
    command = "convert %s -resize %s /tmp/thumb.png" % (shlex.quote(source), size)
    subprocess.check_call(command, shell=True)


def pages(source):
    out = subprocess.run(["pdfinfo", "--", source], capture_output=True, text=True, check=True).stdout
    return next((int(line.split()[1]) for line in out.splitlines() if line.startswith("Pages:")), 0)


def uptime():
    return subprocess.check_output("uptime -p", shell=True, text=True)
