"""What the form of words alone can tell: personal data, look-alike letters, numbers in words, typing slips."""
