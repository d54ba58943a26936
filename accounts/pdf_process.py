"""The process that opens a PDF for accounts/pdf.py, which sends it the file on standard input.

It answers with a line of JSON (the number of pages, and the sizes of those drawn) and their pixels, three
bytes each. If anything goes wrong, it ends with a status other than 0.
"""

import json
import resource
import sys

import pypdfium2

SECONDS = 10  # of processor time; a letter takes a tenth of one
MEMORY = 2**30  # bytes of address space; a page with the most pixels that we draw takes 20 MB


def main(draw: int, longest_side: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as pdf:
        pages = len(pdf)
        drawn = [picture(pdf[number], longest_side) for number in range(pages)] if pages <= draw else []
    head = {"pages": pages, "sizes": [size for size, _ in drawn]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    for _, pixels in drawn:
        sys.stdout.buffer.write(pixels)


def picture(page: pypdfium2.PdfPage, longest_side: int) -> tuple[tuple[int, int], bytes]:
    """Size and pixels. We set the size, so that a page a mile wide takes no more memory."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(longest_side / max(width, height), 4.0), may_draw_forms=False)
    image = bitmap.to_pil().convert("RGB")
    return image.size, image.tobytes()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
