"""The journal read, and what a channel is told and asked of it.

`entries`      what Backpack's pages of the journal hold since some moment
`grouped`      the same by person, as results carry it
`activity`     how much each person wrote, day by day
`period`       which days somebody means
`whose`        whose journal somebody means
`rhythm`       how often something comes, and when next
`routine`      what a channel has us do in such a rhythm
`digest_item`  what is known of the next digest, and its entry in the schedule
`prompt_items` the same of the next prompts
`teammates`    who is linked to an account, and whose token reads its journal
"""
