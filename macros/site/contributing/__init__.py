"""What contributors are shown: summaries of a branch, problems, skeletons, help in the editor."""
