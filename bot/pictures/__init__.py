"""Small pictures drawn by ourselves: a few flat colours need no imaging library."""
