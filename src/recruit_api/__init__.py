"""The face for programs: JSON over HTTP under ``/api/v1``, described by OpenAPI."""
