"""One module per noun: strings in; a typed value or a message per field out."""
