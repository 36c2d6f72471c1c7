from __future__ import annotations

from launch import ROOT


def compile_translations() -> None:
    """What `compilemessages` does, without needing gettext on the machine."""
    import polib

    for source in ROOT.glob("locale/**/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


if __name__ == "__main__":
    compile_translations()
