"""Once the numbers of a quarter are final, nobody knows any more who showed a card."""
