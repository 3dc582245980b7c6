"""The state of the sources on the web: the only room that uses the network and the clock. It imports the core alone."""
