"""The local Slack workspace: Slack's side of the app, on one port of this machine, with a page to use it."""
