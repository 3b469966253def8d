"""Judgement, pure: who is quiet, whether a follow-up is right now, to whom, about what, and why (or why not).

Public: `rules.load`, `rules.default`, `rules.schema`, `materials.load`, `standing.standing`, `decide.decide`,
`decide.arrange`, `decide.look_again`, `portrait.portrait`, `portrait.plan_entry`, `portrait.explain_entry`,
`simulate.simulate`, `backtest.backtest`. The words are those of docs/rules.md; `now` is always a parameter.
"""
