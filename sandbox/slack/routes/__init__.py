"""The HTTP side: Slack's own addresses, and `/_sandbox` for the page and the tests."""
