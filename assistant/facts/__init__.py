"""Understanding, pure: raw mail to `Message` (`parsing.read.read`), `Message` to `Facts` (`understand.understand`).

In order of the way through it: `parsing` takes a mail apart, `who` says whose it is, `machines` whether a machine
wrote it, `acts` what a person does with it, by what it names (`trade`, `dates`) and says (`lexicon`, `sentences`,
`language`); `customers` puts together what all mails tell of one firm. Each of these folders says more.
"""
