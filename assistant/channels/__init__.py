"""How people and programs reach the assistant: HTTP, web page, widget, Slack and command line."""
