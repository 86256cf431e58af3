"""The examples in docs/client.md run as they stand, and print what the guide says."""

import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

import backpack
from backpack import Backpack, Launchpad
from tests.backpack.exchanges import EXCHANGES
from tests.backpack.golden_server import golden_server
from tests.golden import documents

GUIDE = (Path(__file__).parents[2] / "docs" / "client.md").read_text()
EXAMPLES = re.findall(
    r"<!-- example: (\w+) -->\n```python\n(.*?)```\n```text\n(.*?)```", GUIDE, flags=re.DOTALL
)


def test_there_are_four_examples_and_all_that_is_python_is_one() -> None:
    assert [name for name, *_ in EXAMPLES] == ["pages", "reminders", "oauth", "limits"]
    assert GUIDE.count("```python") == 4


@pytest.mark.parametrize(("name", "code", "printed"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_an_example_prints_what_the_guide_says(
    name: str,
    code: str,
    printed: str,
    *,
    redis_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []

    def come_back(_prompt: str) -> str:
        shown.append(capsys.readouterr().out)
        return f"https://example.com/back?code=1234&state={shown[0].strip().partition('state=')[2]}"

    with golden_server(busy={("POST", "/reminders.xml")}) as url:
        monkeypatch.setattr(backpack, "Backpack", functools.partial(Backpack, base_url=url))
        monkeypatch.setattr(backpack, "Launchpad", functools.partial(Launchpad, url=url))
        monkeypatch.setattr("builtins.input", come_back)
        monkeypatch.setenv("BACKPACK_ACCOUNT", documents.ACCOUNT)
        monkeypatch.setenv("BACKPACK_TOKEN", documents.TOKEN)
        monkeypatch.setenv("REDIS_URL", redis_url)
        monkeypatch.setenv("LAUNCHPAD_CLIENT_ID", "id")
        monkeypatch.setenv("LAUNCHPAD_CLIENT_SECRET", "secret")
        exec(compile(code, f"docs/client.md: {name}", "exec"), {})
        said = "".join([*shown, capsys.readouterr().out]).replace(url, "https://launchpad.37signals.com")
    # An ellipsis in the guide stands for the rest of a line.
    pattern = "".join(".*" if part == "…" else re.escape(part) for part in re.split("(…)", printed))
    assert re.fullmatch(pattern, said), said


@pytest.mark.parametrize("name", EXCHANGES)
def test_every_exchange_works_over_a_real_connection(name: str) -> None:
    call, expected = EXCHANGES[name]
    with (
        golden_server() as url,
        Backpack(
            documents.ACCOUNT,
            backpack.TokenAuth(documents.TOKEN),
            base_url=url,
            contact="ops@example.com",
        ) as client,
    ):
        assert client(call) == expected


def test_a_script_that_imports_the_client_loads_neither_redis_nor_celery_nor_slack() -> None:
    heavy = ("redis", "celery", "kombu", "slack_sdk", "slack_bolt", "pydantic")
    code = f"import sys, backpack; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
