"""The demo's post office: a real SMTP server on loopback that keeps every mail as a file and sends nothing on."""

import asyncio
import secrets
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from aiosmtpd.smtp import SMTP, Envelope, Session

LONGEST_NAMES = 150  # a file name holds 255 bytes


class Keep:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Whole or not at all: written beside, then moved; only then does the sender hear 250."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        names = quote(",".join(envelope.rcpt_tos), safe="@,+=")[:LONGEST_NAMES]
        target = self.folder / f"{stamp}-{secrets.token_hex(3)}-{names}.eml"
        unfinished = target.with_suffix(".part")
        unfinished.write_bytes(envelope.original_content or b"")
        unfinished.rename(target)
        return "250 OK"


async def serve(port: int, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for word in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(word, ended.set)
    server = await loop.create_server(
        lambda: SMTP(Keep(folder), hostname="kanae.demo", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    await ended.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
