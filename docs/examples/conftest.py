"""What a test suite of an ATS needs to have a LinkedIn of its own."""

pytest_plugins = ["linkedin_sandbox.pytest_plugin"]
