"""The page for people: figures drawn and listed, each with its receipts, as static files that need no server."""
