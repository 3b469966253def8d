"""Understanding of mail, pure: `read.read`, `understand.understand`, `acts.judge`, `thread.stem`, `identify`, `lexicon.load`."""
