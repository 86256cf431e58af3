"""The cases, a module for each group of sections. Importing this fills the table."""

from tests.contract.cases import calendars, items, pages, people, reminders, widgets

__all__ = ["calendars", "items", "pages", "people", "reminders", "widgets"]
