"""What words are by their form alone: personal data, look-alike letters, numbers in words, slips of the keyboard."""
