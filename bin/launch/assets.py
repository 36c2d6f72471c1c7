"""Third-party files for the pages: fetched by npm with a lock, copied by an allow-list, never committed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from launch import ROOT, VENV
from launch.console import Trouble, step
from launch.programs import has_node

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
ICONS = ROOT / "static" / "icons.txt"
COPIES = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "sortable.min.js": "sortablejs/Sortable.min.js",
}
SOURCE_MAP = re.compile(r"(/\*[#@]\s*sourceMappingURL=.*?\*/|//[#@]\s*sourceMappingURL=\S*)\s*$")
PATH = re.compile(r"<path [^>]*?/>")
BOUNDS = 'd="M0 0h24v24H0z"'  # every icon starts with an invisible square


def ensure_assets() -> None:
    """Fetch and copy, unless what is there was made from the same lists by the same code."""
    stamp = VENDOR / ".made-from"
    made_from = digest(ROOT / "package-lock.json", ICONS, Path(__file__))
    if stamp.exists() and stamp.read_text() == made_from:
        return
    with step("Style and icons"):
        fetch()
        VENDOR.mkdir(parents=True, exist_ok=True)
        for name, source in COPIES.items():
            copy(MODULES / source, VENDOR / name)
        (VENDOR / "icons.svg").write_text(sprite(ICONS.read_text().split()), encoding="utf-8")
    stamp.write_text(made_from)


def digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def fetch() -> None:
    lock, fetched = ROOT / "package-lock.json", MODULES / ".fetched"
    if fetched.exists() and fetched.read_text() == digest(lock):
        return
    path = os.environ["PATH"] if has_node() else f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    npm = shutil.which("npm", path=path)
    command = [npm or "npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PATH": path}, check=False)
    if done.returncode:
        raise Trouble("npm could not fetch the style and icons; the lines above say why.")
    fetched.write_text(digest(lock))


def copy(source: Path, target: Path) -> None:
    """Source maps stay behind, so no file may point at one: hashed static files would not find it."""
    text = source.read_text(encoding="utf-8").rstrip()
    target.write_text(SOURCE_MAP.sub("", text) + "\n", encoding="utf-8")


def sprite(names: list[str]) -> str:
    symbols = "\n".join(symbol(name) for name in sorted(set(names)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def symbol(name: str) -> str:
    style, file = ("filled", name.removesuffix("-filled")) if name.endswith("-filled") else ("outline", name)
    source = MODULES / "@tabler" / "icons" / "icons" / style / f"{file}.svg"
    if not source.exists():
        raise Trouble(f"static/icons.txt names the icon “{name}”, which Tabler does not have.")
    paths = [path for path in PATH.findall(source.read_text(encoding="utf-8")) if BOUNDS not in path]
    paint = ' fill="currentColor" stroke="none"' if style == "filled" else ""
    return f'<symbol id="{name}" viewBox="0 0 24 24"{paint}>{"".join(paths)}</symbol>'


if __name__ == "__main__":
    ensure_assets()
