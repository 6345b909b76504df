"""How does Sphinx build the site? Markdown by MyST, the theme furo, a search of its own, nothing from another host."""

from __future__ import annotations

project = "Recruit"
project_copyright = (
    "the maintainers of Recruit. Not affiliated with LinkedIn; all people and companies are invented"
)
extensions = ["myst_parser"]
exclude_patterns = ["examples"]
# GitHub's anchors, which our pages use.
myst_heading_anchors = 4
# Examples of JSON that are cut short with "…" are no JSON.
suppress_warnings = ["misc.highlighting_failure", "myst.header"]
language = "en"

html_static_path = ["static"]
html_css_files = ["site.css"]
html_theme = "furo"
html_title = "Recruit"
html_copy_source = False
html_show_sphinx = False
# System's fonts: furo loads none.
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
