"""Who a customer is, put together from all its messages: people, roles, touches, corrections."""
