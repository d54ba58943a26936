"""nginx with the configuration of docs/deployment.md, in front of a site of the tests."""

import datetime
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.ports import HOST, free_port
from tests.tools.launcher import ENDS_WITH_US, REPOSITORY, wait_until

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NAME = "tandem.example.org"


@dataclass(frozen=True)
class Proxy:
    """Its ports, and the folder with its logs."""

    https: int
    http: int
    folder: Path

    def logs(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


def documented() -> str:
    manual = (REPOSITORY / "docs/deployment.md").read_text()
    found = re.search(r"```nginx\n(.*?)```", manual, re.DOTALL)
    assert found is not None
    return found[1]


def configuration(folder: Path, *, site_port: int, https: int, http: int) -> str:
    """The documented one, with the ports, files and user of a test. Fails if one of them is not in it."""
    text = documented()
    for old, new in (
        ("127.0.0.1:8000", f"{HOST}:{site_port}"),
        ("listen 443 ", f"listen {HOST}:{https} "),
        ("listen 80;", f"listen {HOST}:{http};"),
        (f"/etc/letsencrypt/live/{NAME}/", f"{folder}/"),
        ("/var/log/nginx/", f"{folder}/"),
    ):
        assert old in text
        text = text.replace(old, new)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    return (
        f"daemon off; {user} pid {folder}/pid; error_log {folder}/start.log crit; "
        f"events {{}} http {{ {temporary}\n{text} }}"
    )


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


@contextmanager
def running_proxy(folder: Path, *, site_port: int) -> Iterator[Proxy]:
    assert NGINX is not None
    proxy = Proxy(free_port(), free_port(), folder)
    make_certificate(folder)
    config = folder / "nginx.conf"
    config.write_text(configuration(folder, site_port=site_port, https=proxy.https, http=proxy.http))
    with (folder / "start.log").open("wb") as log:
        process = subprocess.Popen(
            [*ENDS_WITH_US, NGINX, "-c", str(config), "-p", str(folder), "-e", str(folder / "start.log")],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: (folder / "pid").exists() or process.poll() is not None)
        assert process.poll() is None, proxy.logs()
        yield proxy
    finally:
        process.terminate()
        process.wait(60)
