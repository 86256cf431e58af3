"""The operations: one file for each section of the API documentation.

An operation takes a `Call` and returns a `Reply`, or raises one of `errors`. Beside the operations stand the
few functions that write records, which `demo` uses too.
"""
