"""37signals Launchpad: OAuth 2 for applications, instead of a token (spec: OAuth 2).

Under `/launchpad` of the same server, and for every request whose Host is launchpad.37signals.com, which
clients hard-code. Access tokens live two weeks by the server's movable clock; refresh tokens do not end.
"""
