"""Text and files made to harm, and what the program may do with them: show them."""
