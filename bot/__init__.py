"""The Slack side: what people say becomes an intent, what came of it becomes blocks."""
