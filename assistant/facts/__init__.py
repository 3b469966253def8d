"""Understanding, pure: raw mail to `Message` (`read.read`), `Message` to `Facts` (`understand.understand`).

Seams: `read.read`, `understand.understand`, `lexicon.load`, `lexicon.builtin`, `thread.stem`, `identify`.
"""
