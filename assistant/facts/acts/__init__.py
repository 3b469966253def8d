"""What a person does with a mail: offers, orders, wishes, putting off, declining; with reasons."""
