"""The page of many organisations: a view model, ready to print."""
