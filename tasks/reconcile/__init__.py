"""Looking for what a call did, when nobody heard its answer, before it is made again.

Backpack takes no idempotency keys. Fourteen operations do something else the second time:

    operation                                   what is looked for
    create_item, create_note, create_list,      a new one with that text, in that place
      create_page, create_separator
    create_journal_entry                        a new one with that text, in that user's journal
    create_reminder, create_fuzzy_reminder      a new one by that user, with that text, time and remindees;
                                                past ones are not listed, and then nobody knows
    create_calendar_event                       a new one whose title is the end of what was sent
    duplicate_page                              a new page with the title and " (copy)"
    toggle_item                                 whether it is as complete as before
    move_item                                   whether it has passed its neighbour
    share_page, email_page                      nothing: it can't be seen, and the person is asked to look

How it goes (`once.py`):

1. Before the call its place is looked at, and what is there is noted in the ledger with all that the call
   says, in one step with the question whether the attempt is still the current one. Usually the highest id
   is enough, and if the last thing made there is seconds old, its id is known and nothing need be asked.
2. Then the call. An answer is claimed: its id belongs to this operation. What was certainly not done (no
   connection, 503, 4xx) takes the note back.
3. After anything else (connection lost, a reply that can't be read, 500, the time limit, the worker killed)
   the place *in the note* is looked at, whatever the command would mean by now. New things with the same
   content are claimed, first come, first served, and one that is got is the answer.
4. If there is none, it may still come: not before half a minute after the note is "not there" certain
   (`store.writes.LANDS_WITHIN_SECONDS`), and the call is made anew. If the look itself fails, the operation
   waits, and nothing is sent blindly.

Several that make the same thing at the same moment: a claim is one operation's. One in doubt may well take
what another has made but not claimed yet. That one's own claim then fails, and it looks for a twin, as if it
were in doubt itself, until the first one's request can't land any more. As the things are alike, it does
not matter who owns which: each ends with one.

The windows that remain:

- a worker that is stopped between noting and sending for longer than half a minute (SIGSTOP, a machine that
  sleeps) and sends then: its lease is over, but a socket knows nothing of leases;
- a server that carries a request out more than half a minute after it was noted, or after it answered 500;
- somebody who makes the very same thing in Backpack itself between the note (or the 5 s before it) and the
  look may have it taken for ours, if ours was not done;
- what was made, and then deleted, moved or rewritten by somebody before it was looked for, is made again;
- Redis's disk is lost.
"""
