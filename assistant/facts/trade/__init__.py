"""What a mail names of goods: quantities, prices in all notations, delivery terms, payment."""
