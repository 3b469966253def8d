"""What the seller of the simulated year has to tell, and the limits of the desk: materials.yaml and rules.yaml."""

RULES = """\
limits: {open_drafts: 7, per_day: 3, first_day: 2, per_company_per_week: 2}
"""
MATERIALS = """\
- {id: price-jan, topic: price-update, from: 2026-01-01, until: 2026-04-15, products: [led panel, BL-2031],
   facts: {product: LED panel BL-2031, change: -3 %, reason: aluminium is cheaper, conditions: orders by 31 March}}
- {id: price-jul, topic: price-update, from: 2026-05-01, until: 2026-09-30,
   facts: {product: LED panel BL-2031, change: -2 %, reason: a new driver costs less, conditions: orders by 31 August}}
- {id: price-oct, topic: price-update, from: 2026-10-01, until: 2026-12-31,
   facts: {product: LED panel BL-2031, change: +2 %, reason: copper is dearer, conditions: orders after 1 November}}
- {id: panel-v2, topic: product-update, from: 2026-01-01, until: 2026-05-31,
   facts: {product: LED panel BL-2031, selling_point: the frame is now 9 mm flat, status: in stock}}
- {id: panel-v3, topic: product-update, from: 2026-06-01,
   facts: {product: LED panel BL-2032, specification: 130 lm/W, status: samples are ready}}
- {id: smt-line, topic: company-news, from: 2026-01-01, until: 2026-06-30,
   facts: {what: a second SMT line is running, means: lead time 18 instead of 25 days}}
- {id: test-room, topic: company-news, from: 2026-04-01,
   facts: {what: our own test room has opened, means: every lot is measured before it leaves}}
- {id: warehouse-eu, topic: company-news, from: 2026-02-01, regions: [EU],
   facts: {what: we keep a stock in Rotterdam, means: small lots arrive within a week}}
- {id: canton-spring, topic: exhibition, from: 2026-02-15, until: 2026-04-10,
   facts: {name: Canton Fair, place: Guangzhou, dates: 15 to 19 April 2026, booth: 5.2 F31}}
- {id: canton-autumn, topic: exhibition, from: 2026-08-15, until: 2026-10-10,
   facts: {name: Canton Fair, place: Guangzhou, dates: 15 to 19 October 2026, booth: 5.2 F33}}
- {id: frankfurt, topic: exhibition, from: 2026-01-10, until: 2026-03-05, regions: [EU, ME],
   facts: {name: Light + Building, place: Frankfurt, dates: 8 to 13 March 2026, booth: 4.0 C20}}
- {id: visit-americas, topic: visit, from: 2026-03-01, until: 2026-05-10, regions: [NA, LA],
   facts: {who: Lin Wei, when: from 11 to 22 May, where: your city}}
- {id: visit-europe, topic: visit, from: 2026-03-20, until: 2026-06-05, regions: [EU],
   facts: {who: Lin Wei, when: from 8 to 19 June, where: your city}}
"""
