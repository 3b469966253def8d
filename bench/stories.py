"""How many expectations of the story mailboxes come out fully right: `python -m bench.stories [NAME ...]`."""

import os
import sys
import tempfile
from pathlib import Path

from tests.stories.verdicts import run_story

ROOT = Path(__file__).resolve().parent.parent
STORIES = Path(os.environ.get("FOLLOWUP_DATA", ROOT.parent / "shared" / "data")) / "trade" / "stories"


def main(names: list[str]) -> None:
    """Print each disagreement and the count."""
    right = total = 0
    for story in sorted(path for path in STORIES.iterdir() if (path / "story.json").is_file()):
        if names and story.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                verdicts = run_story(story, Path(folder))
            except Exception as error:
                print(f"{story.name}: FAILED {error!r}")
                total += 1
                continue
        for verdict in verdicts:
            total += 1
            right += not verdict.wrong
            if verdict.wrong or names:
                wanted = {key: verdict.wanted.get(key) for key in ("quiet", "follow_ups", "stage", "draft", "person")}
                print(f"{verdict.story} {verdict.customer}: {verdict.wrong}\n   want {wanted}\n   got  {verdict.got}")
                print(f"   because {verdict.because}\n   why {verdict.wanted['why']}")
    print(f"{right} of {total} expectations fully right")


if __name__ == "__main__":
    main(sys.argv[1:])
