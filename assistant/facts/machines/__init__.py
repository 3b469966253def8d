"""Whether a machine wrote a mail: bounces, automatic answers, mass mail; and the person behind a machine's marks."""
