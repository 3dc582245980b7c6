"""What each output reads of what all outputs share: noted by the shared things, told by fingerprints."""
