"""The state of the sources on the web: the only package that uses the network and the clock. It imports only `core`."""
