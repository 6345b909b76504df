"""How does a picture become small enough to be committed? With the 256 colours that it is mostly made of."""

from __future__ import annotations

import base64
import struct
import zlib

from playwright.sync_api import Page

_REDUCE = """async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const bytes = canvas.getImageData(0, 0, width, height).data;
  const colours = new Uint32Array(width * height);
  const counts = new Map();
  for (let at = 0; at < colours.length; at += 1) {
    const colour = (bytes[4 * at] << 16) | (bytes[4 * at + 1] << 8) | bytes[4 * at + 2];
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort(([, one], [, other]) => other - one).slice(0, 256).map(([colour]) => colour);
  const parts = colour => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (one, other) => parts(one).reduce((sum, part, at) => sum + (part - parts(other)[at]) ** 2, 0);
  const nearest = colour => palette.reduce(
    (best, other, at) => (distance(colour, other) < distance(colour, palette[best]) ? at : best), 0);
  const indexes = new Map([...counts.keys()].map(colour => [colour, nearest(colour)]));
  let pixels = "";
  for (const colour of colours) pixels += String.fromCharCode(indexes.get(colour));
  return { width, height, palette: palette.flatMap(parts), pixels: btoa(pixels) };
}"""


def as_address(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def with_few_colours(picture: bytes, page: Page) -> bytes:
    """The same PNG with a palette. ``page`` lends its canvas; any will do."""
    found = page.evaluate(_REDUCE, as_address(picture))
    width, height, pixels = found["width"], found["height"], base64.b64decode(found["pixels"])
    lines = b"".join(b"\0" + pixels[line : line + width] for line in range(0, width * height, width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(found["palette"])),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )
