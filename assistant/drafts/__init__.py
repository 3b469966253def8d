"""The seller's desk: composing a draft (`compose`), placing and withdrawing it (`desk`), seeing its fate (`track`)."""
