"""The one page of Launchpad: who are you, and may this application in?"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to Backpack</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto 2rem; padding: 0 1rem; }}
h1 {{ font-size: 1.35rem; line-height: 1.3; }}
button {{ font: inherit; display: block; width: 100%; text-align: start; padding: .6rem 1rem; margin: .5rem 0;
  border: 1px solid #2a6b53; border-radius: .6rem; background: #2a6b53; color: #fff; cursor: pointer; }}
button small {{ display: block; opacity: .85; overflow-wrap: anywhere; }}
button.no {{ background: none; color: inherit; border-color: #888; }}
p {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Choice:
    """A person who could sign in."""

    identity_id: int
    name: str
    accounts: str


def authorize_page(action: str, hidden: Mapping[str, str], choices: Sequence[Choice]) -> str:
    """A button for each person, and one to refuse."""
    fields = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in hidden.items()
    )
    buttons = "".join(
        f'<button name="identity_id" value="{choice.identity_id}">Yes, I am {html.escape(choice.name)}'
        f"<small>{html.escape(choice.accounts)}</small></button>"
        for choice in choices
    )
    client = html.escape(hidden["client_id"])
    return _PAGE.format(
        title=f"May {client} use your Backpack?",
        body=f"<p>It will go on at {html.escape(hidden['redirect_uri'])}</p>"
        f'<form method="post" action="{html.escape(action)}">{fields}{buttons}'
        '<button class="no" name="identity_id" value="">No</button></form>',
    )


def problem_page(words: str) -> str:
    """What is wrong with the application's request, which is not to be sent back to an unknown place."""
    return _PAGE.format(title="This cannot be authorized", body=f"<p>{html.escape(words)}</p>")
