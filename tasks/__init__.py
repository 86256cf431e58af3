"""The Celery side: intents and how they are performed on Backpack. Knows nothing of Slack's surfaces."""
