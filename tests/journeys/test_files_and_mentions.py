"""What do colleagues tell each other about a candidate? Files that are read in the page, and notes that call somebody."""

from __future__ import annotations

from secrets import token_hex

from playwright.sync_api import expect
from tests.journeys.axe import axe_violations
from tests.journeys.looks import too_wide
from tests.journeys.screens import press
from tests.journeys.windows import EVIDENCE, NARROW, WIDE

from config.demo import cast

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def pdf(text: str) -> bytes:
    """One page that says so."""
    words = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return content + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n"


def upload(name: str, kind: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": content}


def looked_at(page, name: str) -> None:
    """Wide and narrow: nothing wider than the window, no axe violation; with a picture of each."""
    folder = EVIDENCE / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for size_name, size in (("narrow", NARROW), ("wide", WIDE)):
        page.set_viewport_size(size)
        assert [*too_wide(page), *axe_violations(page)] == [], (name, size_name)
        page.screenshot(path=folder / f"{name}-{size_name}.png", animations="disabled")


def test_files_are_dropped_read_and_taken_back_and_a_colleague_is_called(recruit, truth):
    """M-35."""
    rosa, last_name = recruit(cast.ROSA), f"Quillon{token_hex(3)}"
    (page := rosa.page).goto(f"{rosa.url}/candidates/new")
    page.get_by_label("First name").fill("Odile")
    page.get_by_label("Last name").fill(last_name)
    press("Add candidate", page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(last_name)

    page.locator("#add-files").click()
    page.get_by_role("dialog").get_by_label("Files", exact=True).set_input_files(
        [
            upload("Odile CV.pdf", "application/pdf", pdf("Odile, keeper of bees")),
            upload("photo.png", "image/png", PNG),
            upload("tool.exe", "application/octet-stream", b"MZ"),
        ]
    )
    sent = page.get_by_role("list", name="Files on their way")
    expect(sent).to_contain_text("Odile CV.pdf is added: résumé.")
    expect(sent).to_contain_text("tool.exe: A file of this kind is not taken.")
    expect(page.get_by_text("2 of 3 files added.")).to_be_attached()
    looked_at(page, "files-added")
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    files = page.get_by_role("region", name="Files", exact=True)
    expect(files).to_contain_text("Current résumé")

    files.get_by_role("link", name="Odile CV.pdf", exact=True).click()
    frame = page.get_by_role("dialog").locator("iframe")
    expect(frame).to_be_visible()
    # Asked for by itself: for its own viewer Chromium writes other headers.
    policy = page.request.get(f"{rosa.url}{frame.get_attribute('src')}").headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    looked_at(page, "file-read")
    page.get_by_role("dialog").get_by_role("link", name="Newer").click()
    picture = page.get_by_role("dialog").get_by_role("img", name="photo.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1
    page.get_by_role("dialog").get_by_role("button", name="Close").click()

    files.get_by_role("button", name="Remove photo.png").click()
    expect(files).not_to_contain_text("photo.png")
    page.keyboard.press("u")
    expect(files).to_contain_text("photo.png")

    note = page.get_by_label("Note", exact=True)
    note.press_sequentially("Please look, @Olg")
    offered = page.get_by_role("listbox", name="Colleagues").get_by_role("option")
    expect(offered.first).to_contain_text("Olga")
    looked_at(page, "mention-offered")
    note.press("Enter")
    expect(note).to_have_value("Please look, @Olga Lindholm ")
    press("Save note", page)
    expect(page.locator(".note-text .mention")).to_have_text("@Olga Lindholm")

    olga = recruit(cast.OLGA)
    olga.page.goto(f"{olga.url}/tasks")
    looked_at(olga.page, "mentioned")
    mentions = olga.page.get_by_role("region", name="Mentions")
    mentions.get_by_role("link", name=last_name).click()
    expect(olga.page.locator(".note-text .mention.is-reader")).to_be_visible()
    olga.page.goto(f"{olga.url}/tasks")
    mentions.get_by_role("button", name="Mark all as read").click()
    expect(mentions.get_by_role("button", name="Mark all as read")).to_be_hidden()
