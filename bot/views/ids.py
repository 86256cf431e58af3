"""Every callback, block and action id, so that builders and listeners can't drift apart."""

CONNECT_BUTTON = "connect_open"
CONNECT_VIEW = "connect"
ACCOUNT_BLOCK = "account"
ACCOUNT_INPUT = "account_name"
TOKEN_BLOCK = "token"  # noqa: S105 -- a block's id, no secret
TOKEN_INPUT = "token_value"  # noqa: S105 -- an input's id, no secret
