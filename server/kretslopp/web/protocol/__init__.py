"""What programs meet: the endpoint, documents in their forms, negotiation, limits and problems."""
