"""The door for mkdocs-macros."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Give mkdocs-macros every macro of the archive; none while there are problems, since no page is rendered then.

    Ends the program where MkDocs builds without our hooks, which check everything that is published.
    """
    from macros.session import open_session  # commands import this package too, and most of them show nothing
    from macros.site.pages.macros import kept_macro, macros

    if not any(Path(path).name == "hooks.py" for path in env.conf["hooks"]):
        raise SystemExit("mkdocs.yml has no hooks; put macros/hooks.py back, which checks what is published")
    session = open_session(Path(env.conf["config_file_path"]).parent)
    if session.unchanged or session.problems:
        return
    site = session.site
    for name in macros(site, str):
        env.macro(kept_macro(site, name, lambda: str(env.page.file.src_uri)), name)
