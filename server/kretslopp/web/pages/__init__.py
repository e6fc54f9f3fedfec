"""What people meet: one module for each kind of page, declared there; ``registry`` lists them."""
