"""The browser face: server-rendered pages and htmx fragments over the domain's selectors and services."""
