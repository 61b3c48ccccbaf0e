"""The web page and the REST interface over one library: parse input, call checks, render."""
