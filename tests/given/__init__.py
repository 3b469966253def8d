"""What tests are made of, each with defaults, so that a test names only what matters to it.

`parties` says who writes to whom, `letters` makes mails as bytes, `messages` makes them as read, `understood` says what
they are taken for, `customers` makes what is known of one, and `installation` puts all of it into folders of a user.
"""

from pathlib import Path

ROOT = Path(__file__).parents[2]
